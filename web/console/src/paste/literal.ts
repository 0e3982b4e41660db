// Reads a literal of JavaScript, Python, JSON with comments, HCL, or the request syntax of the documentation: what those
// have in common is braces, brackets, quotes and names.
import { array, type Entry, entry, type Node, object, scalar, string } from "../request/json";

/** What keeps a text from being read. */
export type Fault = "value" | "name" | "close" | "string";

export class LiteralError extends Error {
  constructor(
    readonly fault: Fault,
    readonly at: number,
  ) {
    super(fault);
  }
}

const words: { readonly [word: string]: string | undefined } = {
  true: "true",
  True: "true",
  false: "false",
  False: "false",
  null: "null",
  None: "null",
  undefined: "null",
  // The request syntax of the documentation has these in the place of values.
  boolean: "true",
  number: "1",
};

const name = /[A-Za-z_$][\w$.-]*/y;
const number = /[+-]?(?:0[xX][0-9a-fA-F]+|(?:[0-9][0-9_]*)(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)/y;
const space = /(?:\s|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;

/** Reads one value, and what is around it. */
export class LiteralReader {
  at = 0;
  /** The paths of values that the text only names, such as a variable; what they stand for is not in the text. */
  readonly unresolved: string[] = [];
  readonly #constants: ReadonlyMap<string, Node>;
  readonly #path: string[] = [];

  constructor(
    readonly text: string,
    constants: ReadonlyMap<string, Node> = new Map(),
  ) {
    this.#constants = constants;
  }

  /** Skips white space and comments; gives the character that follows, empty at the end. */
  skip(): string {
    space.lastIndex = this.at;
    if (space.test(this.text)) this.at = space.lastIndex;
    return this.text.charAt(this.at);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found) this.at += found.length;
    return found || undefined;
  }

  #fail(fault: Fault, at = this.at): never {
    throw new LiteralError(fault, at);
  }

  /** Reads a value; undefined for one that is only named. */
  value(): Node | undefined {
    const first = this.#term();
    // The documentation writes alternatives: "ACTIVE" || "INACTIVE", True|False.
    let joined = first;
    for (;;) {
      const next = this.skip();
      if (next === "|") {
        while (this.text.charAt(this.at) === "|") this.at++;
        this.#term();
      } else if (next === "+" || (next === "?" && this.text.charAt(this.at + 1) === "?")) {
        this.at += next === "+" ? 1 : 2;
        const more = this.#term();
        joined = joined?.kind === "string" && more?.kind === "string" ? string(joined.text + more.text) : undefined;
        if (!joined) this.#leave();
      } else if ((next === '"' || next === "'") && joined?.kind === "string") {
        // Python joins texts that follow each other.
        joined = string(joined.text + this.#quoted());
      } else if (next === "." && joined?.kind === "string") {
        this.#skipCalls();
      } else {
        if (this.#match(/as\s+\w+/y)) continue;
        return joined;
      }
    }
  }

  #term(): Node | undefined {
    const first = this.skip();
    if (first === "{") return this.object("}");
    if (first === "[") return this.#array();
    if (first === '"' || first === "'" || first === "`") return string(this.#quoted());
    if (first === "(") {
      this.at++;
      const inner = this.value();
      if (this.skip() === ",") return this.#rest(inner, ")");
      if (this.skip() !== ")") this.#fail("close");
      this.at++;
      return inner;
    }
    const digits = this.#match(number);
    if (digits) return scalar(/^[+-]?0[xX]/.test(digits) ? String(Number(digits)) : cleanNumber(digits));
    const start = this.at;
    const word = this.#match(name);
    if (!word) this.#fail("value");
    const quote = this.text.charAt(this.at);
    // r'', b"", f"": Python's prefixes.
    if (/^[rbuf]{1,2}$/i.test(word) && (quote === '"' || quote === "'")) return string(this.#quoted());
    const known = Object.hasOwn(words, word) ? words[word] : undefined;
    if (known !== undefined) return scalar(known);
    if (word === "new") return this.value();
    if (word === "string") return string("string");
    if (word === "dict" && this.skip() === "(") {
      this.at++;
      return this.object(")", true);
    }
    // Number("int") of the documentation; Buffer.from("…") and JSON.stringify({…}) hold a value of another form.
    if (word === "Number" && this.skip() === "(") {
      this.#skipCalls();
      return scalar("1");
    }
    const constant = this.#constants.get(word);
    if (constant && this.skip() !== "(") return constant;
    this.at = start + word.length;
    this.#skipCalls();
    this.#leave();
    return undefined;
  }

  #leave(): void {
    this.unresolved.push(this.#path.join("."));
  }

  /** Skips .name, (…) and […] after a value that is only named. */
  #skipCalls(): void {
    for (;;) {
      const next = this.text.charAt(this.at);
      if (next === "(" || next === "[") this.#skipBracket();
      else if (!this.#match(/\??\.[\w$]+/y)) return;
    }
  }

  #skipBracket(): void {
    const start = this.at;
    let depth = 0;
    do {
      const next = this.text.charAt(this.at);
      if (next === "") this.#fail("close", start);
      if (next === '"' || next === "'" || next === "`") {
        this.#quoted();
        continue;
      }
      if ("([{".includes(next)) depth++;
      if (")]}".includes(next)) depth--;
      this.at++;
    } while (depth > 0);
  }

  #array(): Node {
    this.at++;
    return this.#rest(undefined, "]");
  }

  /** Reads the elements up to a bracket. */
  #rest(first: Node | undefined, close: string): Node {
    const start = this.at;
    const items = first ? [first] : [];
    for (;;) {
      const next = this.skip();
      if (next === close) break;
      if (next === "") this.#fail("close", start - 1);
      if (next === ",") {
        this.at++;
        continue;
      }
      // The documentation has dots where more may follow.
      if (this.#match(/\.{3}/y)) continue;
      const item = this.value();
      if (item) items.push(item);
      const after = this.skip();
      if (after !== "," && after !== close && after !== "" && !/[{["']/.test(after)) this.#fail("close");
    }
    this.at++;
    return array(items);
  }

  /** Reads the members of an object, or the arguments of a call, up to a bracket. */
  object(close: "}" | ")", isOpen = false): Node {
    const start = this.at;
    if (!isOpen) this.at++;
    const entries: Entry[] = [];
    for (;;) {
      const next = this.skip();
      if (next === close) break;
      if (next === "") this.#fail("close", start);
      if (next === "," || next === ";") {
        this.at++;
        continue;
      }
      if (this.#match(/\.{3}/y)) {
        // What is spread here is not in the text, or only dots of the documentation.
        if (this.#match(name)) this.#skipCalls();
        continue;
      }
      if (this.#match(/\*\*/y)) {
        this.value();
        continue;
      }
      const key = next === '"' || next === "'" ? this.#quoted() : next === "[" ? this.#computed() : this.#match(name);
      if (key === undefined) this.#fail("name");
      this.#path.push(key);
      const separator = this.skip();
      if (separator === ":" || separator === "=") {
        this.at++;
        if (this.text.charAt(this.at) === ">") this.at++;
        const value = this.value();
        if (value) entries.push(entry(key, value));
      } else if (separator === "," || separator === close) {
        const constant = this.#constants.get(key);
        if (constant) entries.push(entry(key, constant));
        else this.#leave();
      } else {
        this.#fail("value");
      }
      this.#path.pop();
    }
    this.at++;
    return object(entries);
  }

  #computed(): string | undefined {
    this.at++;
    const value = this.value();
    if (this.skip() !== "]") this.#fail("close");
    this.at++;
    return value?.kind === "string" ? value.text : undefined;
  }

  #quoted(): string {
    const start = this.at;
    const quote = this.text.charAt(start);
    const triple = quote.repeat(3);
    if (quote !== "`" && this.text.startsWith(triple, start)) {
      const end = this.text.indexOf(triple, start + 3);
      if (end < 0) this.#fail("string", start);
      this.at = end + 3;
      return this.text.slice(start + 3, end);
    }
    let text = "";
    for (let at = start + 1; at < this.text.length; at++) {
      const character = this.text.charAt(at);
      if (character === quote) {
        this.at = at + 1;
        return text;
      }
      if (character === "\n" && quote !== "`") break;
      if (character !== "\\") {
        text += character;
        continue;
      }
      const escaped = /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r?\n|([\s\S]))/y;
      escaped.lastIndex = at;
      const found = escaped.exec(this.text);
      if (!found) break;
      const [whole, long, short, byte, single] = found;
      const code = long ?? short ?? byte;
      if (code) text += String.fromCodePoint(Number.parseInt(code, 16));
      else if (single) text += { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "0": "\0" }[single] ?? single;
      at += whole.length - 1;
    }
    return this.#fail("string", start);
  }
}

function cleanNumber(digits: string): string {
  return digits
    .replaceAll("_", "")
    .replace(/^\+/, "")
    .replace(/\.$/, "")
    .replace(/^(-?)0+(?=[0-9])/, "$1");
}

/** Finds the texts and numbers that names stand for: const poolId = "…", pool_id = '…', let x: string = `…`. */
export function findConstants(text: string): ReadonlyMap<string, Node> {
  const constants = new Map<string, Node>();
  const declaration =
    /(?:^|[\n;])\s*(?:export\s+)?(?:const\s+|let\s+|var\s+)?([A-Za-z_$][\w$]*)(?:\s*:\s*[\w<>[\], |]+)?\s*=\s*(?=["'`\d]|true\b|false\b|True\b|False\b)/g;
  for (const found of text.matchAll(declaration)) {
    const reader = new LiteralReader(text);
    reader.at = found.index + found[0].length;
    try {
      const value = reader.value();
      if (value && value.kind !== "object" && value.kind !== "array") constants.set(found[1]!, value);
    } catch (error) {
      if (!(error instanceof LiteralError)) throw error;
    }
  }
  return constants;
}
