// JSON Pointers (RFC 6901).
import type { Node } from "./json";

export function child(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replace(/~/g, "~0").replace(/\//g, "~1")}`;
}

export function tokens(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** Lists the pointer and the pointers of the values around it, innermost first, without the whole. */
export function chain(pointer: string): string[] {
  const all: string[] = [];
  for (let rest = pointer; rest !== ""; rest = rest.slice(0, rest.lastIndexOf("/"))) all.push(rest);
  return all;
}

/** Writes a pointer as administrators write paths: CognitoIdentityProviders[0].ClientId. */
export function writePath(pointer: string, root: Node | undefined): string {
  let text = "";
  let node = root;
  for (const token of tokens(pointer)) {
    if (node?.kind === "array") text += `[${token}]`;
    else if (/^[\w-]+$/.test(token)) text += text ? `.${token}` : token;
    else text += `[${JSON.stringify(token)}]`;
    node =
      node?.kind === "array"
        ? node.items[Number(token)]
        : node?.kind === "object"
          ? node.entries.findLast(({ name }) => name === token)?.node
          : undefined;
  }
  return text || "Request";
}

/** Finds where a value, or its key, starts in the text that the tree was read from; undefined where there is none. */
export function position(root: Node | undefined, pointer: string, key = false): number | undefined {
  const path = tokens(pointer);
  let node = root;
  for (const [i, token] of path.entries()) {
    if (node?.kind === "array") {
      node = node.items[Number(token)];
    } else {
      const found = node?.kind === "object" ? node.entries.findLast(({ name }) => name === token) : undefined;
      if (key && i === path.length - 1) return found?.at;
      node = found?.node;
    }
  }
  return node?.at;
}
