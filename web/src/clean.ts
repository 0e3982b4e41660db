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
  #given: unknown;
  /** For each object and list made: where its parts were in the one given. */
  readonly #origins = new Map<unknown, Map<string, Path>>();

  constructor(describe: Describe) {
    this.#describe = describe;
  }

  /** Throws a TypeError for a value that is too deep, as encode does. */
  clean(value: unknown): unknown {
    this.#given = value;
    return this.#clean(value, this.#describe(), 0) ?? {};
  }

  /** Finds the path in the value given of what is at a pointer in the value made. */
  pathOf(pointer: string, made: unknown): Path {
    return splitPointer(pointer).flatMap((token) => {
      const path = this.#origins.get(made)?.get(token) ?? [Array.isArray(made) ? Number(token) : token];
      made = (made as Record<string, unknown> | undefined)?.[token];
      return path;
    });
  }

  #clean(value: unknown, shape: Shape | undefined, depth: number): unknown {
    if (value === "") return undefined;
    const isList = Array.isArray(value);
    if (!isList && !isPlain(value)) return value;
    const origins = new Map<string, Path>();
    const parts: [string, unknown][] = [];
    for (const [path, part] of this.#listParts(value, shape, depth, [])) {
      const name = path.join(".");
      const kept = this.#clean(part, stepInto(shape, name), depth + path.length);
      if (kept === undefined) continue;
      const token = isList ? `${parts.length}` : name;
      origins.set(token, path);
      parts.push([token, kept]);
    }
    if (!isList && !parts.length && Object.keys(value).length) return undefined;
    const made = isList ? parts.map(([, part]) => part) : Object.fromEntries(parts);
    this.#origins.set(made, origins);
    return made;
  }

  /** Lists the parts of an object or a list, with their paths: of more than one name where a key was split. */
  *#listParts(value: object, shape: Shape | undefined, depth: number, before: Path): Generator<[Path, unknown]> {
    // Of a value that is no tree, or too deep, encode throws the reason.
    if (depth + before.length > depthLimit) encode(this.#given, this.#describe);
    for (const [name, part] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      const path = [...before, name];
      if (isSplit(part, shape)) yield* this.#listParts(part, shape, depth, path);
      else yield [path, part];
    }
  }
}

/** Tells whether a part of a map is not a value of it, but holds the rest of a key that was split at a dot. */
function isSplit(part: unknown, map: Shape | undefined): part is object {
  if (map?.type !== "map" || !isPlain(part)) return false;
  const names = Object.keys(part);
  const { type, members } = map.value ?? {};
  if (!names.length || type === "map" || type === "document") return false;
  return !members?.some((member) => names.includes(member.name));
}
