// Reads the words of a command, and the values of the aws command line's options.
import { array, type Entry, entry, type Node, object, parse, string } from "../request/json";

/** A word of a command. */
export interface Word {
  readonly text: string;
  /** A variable, or the output of a command, is in it. */
  readonly isOpen: boolean;
}

/** Splits the first command of a text into words, as a POSIX shell does; ^ and ` continue a line as well. */
export function splitCommand(text: string): Word[] {
  const words: Word[] = [];
  let word = "";
  let isWord = false;
  let isOpen = false;
  const end = () => {
    if (isWord) words.push({ text: word, isOpen });
    word = "";
    isWord = false;
    isOpen = false;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const rest = text.slice(at, at + 3);
    if (/^[\\^`]\r?\n/.test(rest)) {
      at += rest.charAt(1) === "\r" ? 2 : 1;
    } else if (/\s/.test(character)) {
      if (character === "\n" && words.length && isWord) {
        end();
        return words;
      }
      if (character === "\n" && words.length) return words;
      end();
    } else if (character === "'" || (character === "$" && text.charAt(at + 1) === "'")) {
      const start = character === "'" ? at + 1 : at + 2;
      const close = text.indexOf("'", start);
      const inner = text.slice(start, close < 0 ? undefined : close);
      word += character === "'" ? inner : inner.replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\\\/g, "\\");
      isWord = true;
      at = close < 0 ? text.length : close;
    } else if (character === '"') {
      isWord = true;
      for (at++; at < text.length && text.charAt(at) !== '"'; at++) {
        const next = text.charAt(at + 1);
        if (text.charAt(at) === "\\" && '"\\$`\n'.includes(next) && next !== "") {
          if (next !== "\n") word += next;
          at++;
        } else {
          if (/^\$[A-Za-z_{(]/.test(text.slice(at, at + 2))) isOpen = true;
          word += text.charAt(at);
        }
      }
    } else if (character === "\\") {
      word += text.charAt(at + 1);
      isWord = true;
      at++;
    } else if (/[;&|>]/.test(character)) {
      end();
      return words;
    } else if (character === "#" && !isWord) {
      const line = text.indexOf("\n", at);
      at = line < 0 ? text.length : line - 1;
    } else {
      if (/^\$[A-Za-z_{(]/.test(text.slice(at, at + 2))) isOpen = true;
      word += character;
      isWord = true;
    }
  }
  end();
  return words;
}

/** Reads the value of an option: JSON, the shorthand of the aws command line, or a text. */
export function readOption(words: readonly string[], isText: boolean, isList: boolean): Node {
  const [first = ""] = words;
  if (isText) return string(first);
  const json = parse(words.join(" "));
  if (json && (json.kind !== "string" || !isList)) return json;
  const values = words.map((word) => parse(word) ?? new Shorthand(word).read());
  if (!isList) return values[0] ?? string("");
  // a,b is a list of its own.
  const [only] = values;
  if (values.length === 1 && only?.kind === "array") return only;
  return array(values);
}

/** Key=value,key={a=b},list=[x,y] */
class Shorthand {
  #at = 0;
  constructor(readonly text: string) {}

  read(): Node {
    if (!/^[\w.:/-]+=/.test(this.text)) {
      const items = this.text.split(",");
      return items.length > 1 ? array(items.map(string)) : string(this.text);
    }
    return this.#members("");
  }

  #members(close: string): Node {
    const entries: Entry[] = [];
    while (this.#at < this.text.length && this.text.charAt(this.#at) !== close) {
      const equals = this.text.indexOf("=", this.#at);
      if (equals < 0) break;
      const name = this.text.slice(this.#at, equals).trim();
      this.#at = equals + 1;
      entries.push(entry(name, this.#value(close)));
      if (this.text.charAt(this.#at) === ",") this.#at++;
    }
    return object(entries);
  }

  #value(close: string): Node {
    const first = this.text.charAt(this.#at);
    if (first === "{") {
      this.#at++;
      const inner = this.#members("}");
      this.#at++;
      return inner;
    }
    if (first === "[") {
      this.#at++;
      const items: Node[] = [];
      while (this.#at < this.text.length && this.text.charAt(this.#at) !== "]") {
        items.push(this.#value("]"));
        if (this.text.charAt(this.#at) === ",") this.#at++;
      }
      this.#at++;
      return array(items);
    }
    if (first === '"' || first === "'") {
      const end = this.text.indexOf(first, this.#at + 1);
      const inner = this.text.slice(this.#at + 1, end < 0 ? undefined : end);
      this.#at = end < 0 ? this.text.length : end + 1;
      return string(inner);
    }
    const items = [this.#plain(close)];
    // Key=a,b,Other=c: what has no = after it belongs to the list.
    while (
      close !== "]" &&
      this.text.charAt(this.#at) === "," &&
      !/^,[\w.:/-]+=/.test(this.text.slice(this.#at)) &&
      this.#at + 1 < this.text.length
    ) {
      this.#at++;
      items.push(this.#plain(close));
    }
    return items.length === 1 ? string(items[0]!) : array(items.map(string));
  }

  #plain(close: string): string {
    const start = this.#at;
    while (this.#at < this.text.length && !`,${close}`.includes(this.text.charAt(this.#at))) this.#at++;
    return this.text.slice(start, this.#at);
  }
}
