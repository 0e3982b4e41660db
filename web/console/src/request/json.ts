// A request as a tree that keeps all that its JSON says: the order of names, names that occur twice, numbers as they
// are written.

/** A value. Ids tell values apart for as long as they are edited. */
export type Node = ObjectNode | ArrayNode | StringNode | ScalarNode;

export interface ObjectNode {
  readonly kind: "object";
  readonly id: number;
  readonly entries: readonly Entry[];
  readonly at?: number;
}

export interface Entry {
  readonly id: number;
  readonly name: string;
  readonly node: Node;
  /** Where the name starts in the text that was read. */
  readonly at?: number;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly id: number;
  readonly items: readonly Node[];
  readonly at?: number;
}

export interface StringNode {
  readonly kind: "string";
  readonly id: number;
  readonly text: string;
  /** The file whose bytes the text is, as base64. */
  readonly file?: string;
  readonly at?: number;
}

/** A number, true, false or null, as it is written. */
export interface ScalarNode {
  readonly kind: "scalar";
  readonly id: number;
  readonly text: string;
  readonly at?: number;
}

let last = 0;

/** A number that no other value has. */
export function newId(): number {
  return ++last;
}

export const object = (entries: readonly Entry[] = []): ObjectNode => ({ kind: "object", id: newId(), entries });
export const array = (items: readonly Node[] = []): ArrayNode => ({ kind: "array", id: newId(), items });
export const string = (text: string): StringNode => ({ kind: "string", id: newId(), text });
export const scalar = (text: string): ScalarNode => ({ kind: "scalar", id: newId(), text });
export const entry = (name: string, node: Node): Entry => ({ id: newId(), name, node });

/** A JavaScript value as a tree. */
export function fromValue(value: unknown): Node {
  if (typeof value === "string") return string(value);
  if (Array.isArray(value)) return array(value.map(fromValue));
  if (typeof value === "object" && value !== null)
    return object(Object.entries(value).map(([name, member]) => entry(name, fromValue(member))));
  return scalar(String(value));
}

/** Deeper values are not shown as a form; the module refuses them anyway. */
const depthLimit = 400;

const space = /[ \t\n\r]*/y;
const word = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

class Reader {
  #at = 0;
  constructor(readonly text: string) {}

  skip(): string {
    space.lastIndex = this.#at;
    space.exec(this.text);
    this.#at = space.lastIndex;
    return this.text.charAt(this.#at);
  }

  take(token: string): void {
    if (this.skip() !== token) throw new SyntaxError(token);
    this.#at++;
  }

  string(): string {
    const start = this.#at;
    if (this.text.charAt(start) !== '"') throw new SyntaxError("name");
    // Most texts have no escapes and are what they are.
    const close = this.text.indexOf('"', start + 1);
    const plain = this.text.slice(start + 1, close);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in a text.
    if (close > 0 && !/[\\\u0000-\u001f]/.test(plain)) {
      this.#at = close + 1;
      return plain;
    }
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    this.#at = end + 1;
    return JSON.parse(this.text.slice(start, end + 1)) as string;
  }

  value(depth: number): Node {
    const first = this.skip();
    const at = this.#at;
    const id = newId();
    if (depth > depthLimit) throw new SyntaxError("depth");
    switch (first) {
      case "{": {
        const entries: Entry[] = [];
        for (this.#at++; this.skip() !== "}"; ) {
          if (entries.length) this.take(",");
          this.skip();
          const at = this.#at;
          const name = this.string();
          this.take(":");
          entries.push({ id: newId(), name, node: this.value(depth + 1), at });
        }
        this.#at++;
        return { kind: "object", id, entries, at };
      }
      case "[": {
        const items: Node[] = [];
        for (this.#at++; this.skip() !== "]"; ) {
          if (items.length) this.take(",");
          items.push(this.value(depth + 1));
        }
        this.#at++;
        return { kind: "array", id, items, at };
      }
      case '"':
        return { kind: "string", id, text: this.string(), at };
    }
    word.lastIndex = at;
    const found = word.exec(this.text);
    if (!found) throw new SyntaxError("value");
    this.#at = word.lastIndex;
    return { kind: "scalar", id, text: found[0], at };
  }

  end(): void {
    if (this.skip() !== "") throw new SyntaxError("end");
  }
}

/** Reads JSON text as a tree; undefined for other text. The module says what is wrong with it. */
export function parse(text: string): Node | undefined {
  try {
    const reader = new Reader(text);
    const node = reader.value(0);
    reader.end();
    return node;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Gives the nodes of before in the place of equal ones in now, so that what did not change keeps its identity. Elements
 * that were moved by others are found from both ends.
 */
export function reuse(before: Node | undefined, now: Node): Node {
  if (before === undefined || before.kind !== now.kind) return now;
  switch (now.kind) {
    case "string":
    case "scalar": {
      const old = before as StringNode | ScalarNode;
      return old.text === now.text ? before : { ...now, id: before.id };
    }
    case "array": {
      const old = (before as ArrayNode).items;
      const items = match(old, now.items, (one, other) => reuse(one, other));
      return items.length === old.length && items.every((item, i) => item === old[i])
        ? before
        : { kind: "array", id: before.id, items };
    }
    case "object": {
      const old = (before as ObjectNode).entries;
      const entries = match(old, now.entries, (one, other) => {
        const node = reuse(one?.name === other.name ? one.node : undefined, other.node);
        return one?.name === other.name && one.node === node ? one : { ...other, ...(one && { id: one.id }), node };
      });
      return entries.length === old.length && entries.every((each, i) => each === old[i])
        ? before
        : { kind: "object", id: before.id, entries };
    }
  }
}

/** Pairs the elements of two lists from the start as long as they are equal, and the others from the end. */
function match<T>(before: readonly T[], now: readonly T[], reuse: (one: T | undefined, other: T) => T): T[] {
  const result = [...now];
  const shift = before.length - now.length;
  let at = 0;
  for (; at < now.length; at++) {
    const kept = reuse(before[at], now[at]!);
    if (shift !== 0 && kept !== before[at]) break;
    result[at] = kept;
  }
  for (let i = now.length - 1; i >= at; i--) result[i] = i + shift >= at ? reuse(before[i + shift], now[i]!) : now[i]!;
  return result;
}

/** Gives the text to show in place of a value; undefined for a value that is shown. */
export type Cover = (node: Node) => string | undefined;

/** Writes a tree as JSON text on one line. */
export function print(node: Node, cover?: Cover): string {
  return printNode(node, cover, undefined);
}

/** Writes a tree as JSON text with each value on a line of its own. */
export function printIndented(node: Node, cover?: Cover): string {
  return printNode(node, cover, "");
}

/** margin is the indentation of the line that the value starts on; undefined for all on one line. */
function printNode(node: Node, cover: Cover | undefined, margin: string | undefined): string {
  const covered = cover?.(node);
  if (covered !== undefined) return JSON.stringify(covered);
  const inner = margin === undefined ? undefined : `${margin}  `;
  const gather = (open: string, parts: string[], close: string): string =>
    inner === undefined || !parts.length
      ? open + parts.join() + close
      : `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${margin}${close}`;
  switch (node.kind) {
    case "object": {
      const colon = inner === undefined ? ":" : ": ";
      const members = node.entries.map(
        ({ name, node }) => JSON.stringify(name) + colon + printNode(node, cover, inner),
      );
      return gather("{", members, "}");
    }
    case "array": {
      const items = node.items.map((item) => printNode(item, cover, inner));
      return gather("[", items, "]");
    }
    case "string":
      return JSON.stringify(node.text);
    case "scalar":
      return node.text;
  }
}

/** The elements of a list; none for another value. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "array" ? node.items : [];
}

/** The entries of an object; none for another value. */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  return node?.kind === "object" ? node.entries : [];
}

/** The value of a member. Of two members with one name it is the last, which readers of JSON take. */
export function member(node: Node | undefined, name: string): Node | undefined {
  if (node?.kind !== "object") return undefined;
  return node.entries.findLast((entry) => entry.name === name)?.node;
}

/**
 * Sets a member of an object, or leaves it out. A new member takes its place among the others by the given order. The
 * result is undefined when no member is left.
 */
export function withMember(
  node: Node | undefined,
  name: string,
  value: Node | undefined,
  order: readonly string[] = [],
): ObjectNode | undefined {
  const entries = node?.kind === "object" ? [...node.entries] : [];
  const at = entries.findLastIndex((entry) => entry.name === name);
  if (!value) {
    const rest = entries.filter((entry) => entry.name !== name);
    return rest.length ? { kind: "object", id: node?.id ?? newId(), entries: rest } : undefined;
  }
  if (at >= 0) {
    entries[at] = { ...entries[at]!, node: value };
  } else {
    const place = order.indexOf(name);
    const before = new Set(order.slice(0, Math.max(place, 0)));
    const index = place < 0 ? entries.length : entries.findLastIndex((entry) => before.has(entry.name)) + 1;
    entries.splice(index, 0, entry(name, value));
  }
  return { kind: "object", id: node?.id ?? newId(), entries };
}

/** A member that is null is absent. */
export function isNull(node: Node | undefined): boolean {
  return node?.kind === "scalar" && node.text === "null";
}

/** The text of a string or a scalar; empty for another value and for none. */
export function textOf(node: Node | undefined): string {
  return node?.kind === "string" || (node?.kind === "scalar" && !isNull(node)) ? node.text : "";
}
