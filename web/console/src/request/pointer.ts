// JSON Pointers (RFC 6901).
import type { Violation } from "cognitocheck";
import { splitPointer } from "cognitocheck/react";
import { entriesOf, type Node } from "./json";

/** Lists the pointer and the pointers of the values around it, innermost first, without the whole. */
export function chain(pointer: string): string[] {
  const all: string[] = [];
  for (let rest = pointer; rest !== ""; rest = rest.slice(0, rest.lastIndexOf("/"))) all.push(rest);
  return all;
}

/** The index of a value among those next to it, by its JSON Pointer; undefined where there is none. */
export function indexIn(root: Node, pointer: string): number | undefined {
  let node: Node | undefined = root;
  let index: number | undefined;
  for (const name of splitPointer(pointer)) {
    if (node?.kind === "array") {
      index = Number(name);
      node = node.items[index];
    } else {
      const entries = entriesOf(node);
      index = entries.findLastIndex((entry) => entry.name === name);
      node = entries[index]?.node;
    }
  }
  return index !== undefined && index >= 0 ? index : undefined;
}

/** Finds where a value, or its key, starts in the text that the tree was read from; undefined where there is none. */
export function position(root: Node | undefined, pointer: string, key = false): number | undefined {
  const path = splitPointer(pointer);
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

/**
 * Finds the value, or the key, that a violation is about in a text: where it starts and where its token ends. judged is
 * the text that the violation was found in, and root is the tree of the text that is looked at.
 */
export function positionOf(
  text: string,
  judged: string,
  root: Node | undefined,
  violation: Violation,
): readonly [number, number] {
  const at = position(root, violation.path, violation.key) ?? offsetIn(text, judged, violation.offset);
  const token = /^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)/.exec(text.slice(at, at + 200))?.[0];
  return [at, Math.min(text.length, at + (token?.length ?? 1))];
}

/**
 * The place in a text of UTF-16 units that a byte offset names; the start where the text is not the one that was
 * judged.
 */
function offsetIn(text: string, judged: string, offset: number): number {
  return text === judged ? new TextDecoder().decode(new TextEncoder().encode(judged).subarray(0, offset)).length : 0;
}
