import type { Shape } from "./types.js";

/** Writes a name as a token of a JSON Pointer. */
export function escapeToken(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** Splits a JSON Pointer into the names in it. */
export function splitPointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** Finds the shape that a token names inside a shape. */
export function stepInto(shape: Shape | undefined, token: string): Shape | undefined {
  return shape?.members
    ? shape.members.find((member) => member.name === token)?.shape
    : (shape?.element ?? shape?.value);
}

/**
 * Cuts a pointer off where it leads into a sensitive value: a key in there may be as secret as the value, and no report
 * names it either.
 */
export function cutPointer(pointer: string, shape: Shape | undefined): string {
  let cut = "";
  for (const token of splitPointer(pointer)) {
    if (shape?.sensitive) break;
    cut += `/${escapeToken(token)}`;
    shape = stepInto(shape, token);
  }
  return cut;
}
