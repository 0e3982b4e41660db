// Reads the resources of a Terraform configuration.
import { array, type Entry, entry, type Node, object, string } from "../request/json";
import { LiteralError, LiteralReader } from "./literal";

export interface Resource {
  readonly type: string;
  readonly body: Node;
  /** What is only named: variables, other resources. */
  readonly unresolved: readonly string[];
}

/** Lists the resources whose type matches. Throws a LiteralError where one is not complete. */
export function readResources(text: string, type: RegExp): Resource[] {
  const found: Resource[] = [];
  for (const head of text.matchAll(/\bresource\s+"([\w-]+)"\s+"[^"]*"\s*\{/g)) {
    if (!type.test(head[1]!)) continue;
    const reader = new LiteralReader(text);
    reader.at = head.index + head[0].length;
    const body = readBody(reader, head.index);
    found.push({ type: head[1]!, body, unresolved: reader.unresolved.filter(Boolean) });
  }
  return found;
}

function readBody(reader: LiteralReader, start: number): Node {
  const entries: Entry[] = [];
  const add = (name: string, node: Node | undefined) => {
    if (!node) return;
    const at = entries.findIndex((each) => each.name === name);
    const before = entries[at]?.node;
    // A block that is written several times is a list.
    if (!before) entries.push(entry(name, node));
    else entries[at] = entry(name, before.kind === "array" ? array([...before.items, node]) : array([before, node]));
  };
  for (;;) {
    const next = reader.skip();
    if (next === "}") break;
    if (next === "") throw new LiteralError("close", start);
    const name = /[A-Za-z_][\w-]*/y;
    name.lastIndex = reader.at;
    const word = name.exec(reader.text)?.[0];
    if (!word) throw new LiteralError("name", reader.at);
    reader.at += word.length;
    // A block may have labels: dynamic "schema" {
    for (let label = reader.skip(); label === '"'; label = reader.skip()) reader.value();
    const separator = reader.skip();
    if (separator === "{") {
      const begin = reader.at++;
      const before = reader.unresolved.length;
      const body = readBody(reader, begin);
      // What is for Terraform itself is no part of a request.
      if (["lifecycle", "provisioner", "dynamic", "timeouts"].includes(word)) reader.unresolved.splice(before);
      else add(word, body);
    } else if (separator === "=") {
      reader.at++;
      reader.unresolved.push(word);
      const before = reader.unresolved.length;
      const value = readHeredoc(reader) ?? reader.value();
      // A text with an expression in it is known to Terraform only.
      const isOpen = value === undefined || (value.kind === "string" && /\$\{/.test(value.text));
      if (!isOpen && reader.unresolved.length === before) reader.unresolved.splice(before - 1);
      else reader.unresolved.splice(before);
      if (!isOpen) add(word, value);
    } else {
      throw new LiteralError("value", reader.at);
    }
  }
  reader.at++;
  return object(entries);
}

function readHeredoc(reader: LiteralReader): Node | undefined {
  reader.skip();
  const head = /<<(-?)\s*(\w+)\r?\n/y;
  head.lastIndex = reader.at;
  const found = head.exec(reader.text);
  if (!found) return undefined;
  const rest = reader.text.slice(head.lastIndex);
  const end = new RegExp(`^[ \\t]*${found[2]}[ \\t]*$`, "m").exec(rest);
  if (!end) throw new LiteralError("string", reader.at);
  reader.at = head.lastIndex + end.index + end[0].length;
  const lines = rest
    .slice(0, end.index)
    .replace(/\r?\n$/, "")
    .split("\n");
  // <<- takes away the indentation that all lines have.
  const margin = found[1] ? Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/))) : 0;
  return string(lines.map((line) => line.slice(margin)).join("\n"));
}
