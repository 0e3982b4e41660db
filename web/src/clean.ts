import { type Describe, depthLimit, encode, isPlain } from "./encode.js";
import { splitPointer, stepInto } from "./location.js";
import type { Shape } from "./types.js";

/** A path inside a value: names of members and keys as strings, indexes of lists as numbers. */
export type Path = readonly (string | number)[];

/**
 * Makes the request of what a form library holds: without the empty strings and the objects in which nothing else is
 * left, and with the keys of maps that the library has split at their dots in one piece again. It remembers where the
 * parts of the request were.
 */
export class Cleaning {
  readonly #describe: Describe;
  readonly #around: object[] = [];
  /** For each object and list made: where its parts were in the one given. */
  readonly #origins = new Map<unknown, Map<string, Path>>();

  constructor(describe: Describe) {
    this.#describe = describe;
  }

  /** Throws a TypeError for a value that is too deep, as encode does. */
  clean(value: unknown): unknown {
    return this.#clean(value, this.#describe()) ?? {};
  }

  /** Finds the path in the value given of what is at a pointer in the value made. */
  pathOf(pointer: string, made: unknown): Path {
    return splitPointer(pointer).flatMap((token) => {
      const path = this.#origins.get(made)?.get(token) ?? [Array.isArray(made) ? Number(token) : token];
      made = (made as Record<string, unknown> | undefined)?.[token];
      return path;
    });
  }

  #clean(value: unknown, shape: Shape | undefined): unknown {
    if (value === "") return undefined;
    if (typeof value !== "object" || value === null) return value;
    const isList = Array.isArray(value);
    if (!isList && !isPlain(value)) return value;
    this.#enter(value);
    const origins = new Map<string, Path>();
    const list: unknown[] = [];
    const members: [string, unknown][] = [];
    for (const [path, part] of this.#listParts(value, shape, [])) {
      const name = path.join(".");
      const kept = this.#clean(part, stepInto(shape, name));
      if (kept === undefined) continue;
      origins.set(isList ? String(list.length) : name, path);
      if (isList) list.push(kept);
      else members.push([name, kept]);
    }
    this.#around.pop();
    if (!isList && !members.length && Object.keys(value).length) return undefined;
    const made = isList ? list : Object.fromEntries(members);
    this.#origins.set(made, origins);
    return made;
  }

  #enter(value: object): void {
    // Of a value that is no tree, encode throws the reason.
    if (this.#around.includes(value) || this.#around.length > depthLimit) encode(this.#around[0], this.#describe);
    this.#around.push(value);
  }

  /** Lists the parts of an object or a list, with their paths: of more than one name where a key was split. */
  *#listParts(value: object, shape: Shape | undefined, before: Path): Generator<[Path, unknown]> {
    for (const [name, part] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      const path = [...before, name];
      if (!isSplit(part, shape)) {
        yield [path, part];
        continue;
      }
      this.#enter(part);
      yield* this.#listParts(part, shape, path);
      this.#around.pop();
    }
  }
}

/** Tells whether a part of a map is not a value of it, but holds the rest of a key that was split at a dot. */
function isSplit(part: unknown, map: Shape | undefined): part is object {
  if (map?.type !== "map" || typeof part !== "object" || part === null || Array.isArray(part) || !isPlain(part)) {
    return false;
  }
  const names = Object.keys(part);
  switch (map.value?.type) {
    case "structure":
      return names.length > 0 && !map.value.members?.some((member) => names.includes(member.name));
    case "map":
    case "document":
      return false;
  }
  return names.length > 0;
}
