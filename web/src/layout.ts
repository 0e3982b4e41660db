import { escapeToken, splitPointer, stepInto } from "./location.js";
import type { Shape, Violation } from "./types.js";

/** A step from a part of a request to one inside it. */
export interface Step {
  /** A member's name, a map's key, or what tells an element of a list or a row of a map from the others. */
  readonly label: string;
  /** What leads there in the form's own terms. Default: the label. */
  readonly path?: readonly (string | number)[];
}

/** A value as JSON text. A weak one, such as that of a box that is not ticked, alone makes no structure. */
export interface Value {
  readonly text: string;
  readonly weak?: boolean;
}

/** A part of the request, as the names of fields lay it out. */
interface Part<Field> {
  readonly shape: Shape | undefined;
  readonly path: readonly (string | number)[];
  readonly parts: Map<string, Part<Field>>;
  /** The text of the key of a map's entry, where a field of its own holds it. */
  key?: string;
  value?: Value | undefined;
  readonly fields: Field[];
  readonly keyFields: Field[];
}

/** The fields at a pointer of the request, and the path there in the form's own terms. */
interface Place<Field> {
  readonly path: readonly (string | number)[];
  readonly fields: Field[];
  readonly keyFields: Field[];
}

/** A request in the fields of a form, each of which holds a part of it. */
export class Layout<Field> {
  readonly #root: Part<Field>;
  readonly #places = new Map<string, Place<Field>>();

  constructor(request: Shape) {
    this.#root = newPart(request, []);
  }

  /** Finds the part that steps lead to, and makes it where there is none yet. */
  place(steps: readonly Step[]): Part<Field> {
    let here = this.#root;
    for (const { label: given, path = [given] } of steps) {
      // Each field whose name has a "-" in a list is an element of its own.
      const label = here.shape?.type === "list" && given === "-" ? `-${here.parts.size}` : given;
      let next = here.parts.get(label);
      if (!next) {
        const place = label === given ? path : [here.parts.size];
        next = newPart(stepInto(here.shape, label), [...here.path, ...place]);
        here.parts.set(label, next);
      }
      here = next;
    }
    return here;
  }

  /** Writes the request as JSON text. */
  write(): string {
    this.#places.clear();
    return this.#write(this.#root, "")?.text ?? "{}";
  }

  /** Finds the path of what a pointer of the written request names, in the form's own terms. */
  pathOf(pointer: string): readonly (string | number)[] {
    const end = pointer.lastIndexOf("/");
    if (end < 0) return [];
    const [name = ""] = splitPointer(pointer.slice(end));
    return this.#places.get(pointer)?.path ?? [...this.pathOf(pointer.slice(0, end)), name];
  }

  /** Finds the field that a violation of the written request is about; undefined where the form has none. */
  fieldOf({ path, code, key }: Pick<Violation, "path" | "code" | "key">): Field | undefined {
    const exact = this.#places.get(path);
    if (path !== "" && exact) {
      // Of two entries with one key, the second is too many.
      if (code === "duplicate") return exact.keyFields.at(-1) ?? exact.fields.at(-1);
      if (key && exact.keyFields.length) return exact.keyFields.at(-1);
      const found = exact.fields[0] ?? exact.keyFields[0];
      if (found) return found;
      for (const [pointer, { fields, keyFields }] of this.#places)
        if (pointer.startsWith(`${path}/`) && (fields.length || keyFields.length)) return keyFields[0] ?? fields[0];
    }
    return this.holderOf(path).field;
  }

  /** Finds the nearest field at or around a pointer, and what of the pointer is inside it. */
  holderOf(path: string): { readonly field: Field | undefined; readonly inside: string } {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
      const field = this.#places.get(path.slice(0, end))?.fields[0];
      if (field !== undefined) return { field, inside: path.slice(end) };
    }
    return { field: undefined, inside: "" };
  }

  /** Writes a part as JSON text; undefined where nothing is given. */
  #write(here: Part<Field>, pointer: string): Value | undefined {
    const { path, fields, keyFields } = here;
    const place = this.#places.get(pointer);
    this.#places.set(pointer, {
      path: place?.path ?? path,
      fields: [...(place?.fields ?? []), ...fields],
      keyFields: [...(place?.keyFields ?? []), ...keyFields],
    });
    if (here.value || !here.parts.size) return here.value;
    switch (here.shape?.type) {
      case "list": {
        const elements: string[] = [];
        for (const element of here.parts.values()) {
          const value = this.#write(element, `${pointer}/${isGiven(element) ? elements.length : "-"}`);
          if (value && !value.weak) elements.push(value.text);
        }
        return elements.length ? { text: `[${elements.join()}]` } : undefined;
      }
      case "map": {
        const entries: string[] = [];
        for (const [label, entry] of here.parts) {
          const isRow = /^\{.*\}$/s.test(label);
          const key = isRow ? (entry.key ?? "") : label;
          const value = this.#write(entry, `${pointer}/${escapeToken(key)}`);
          // A row is an entry even when only its key or only its value is filled in.
          if (value && !value.weak) entries.push(`${JSON.stringify(key)}:${value.text}`);
          else if (isRow && key !== "")
            entries.push(`${JSON.stringify(key)}:${value?.text ?? writeEmpty(entry.shape)}`);
        }
        return entries.length ? { text: `{${entries.join()}}` } : undefined;
      }
      default: {
        const members: string[] = [];
        let weak = true;
        for (const [label, member] of here.parts) {
          const value = this.#write(member, `${pointer}/${escapeToken(label)}`);
          // An unticked box counts when the structure holds something else; a structure of such boxes only does not.
          if (!value || (value.weak && member.parts.size)) continue;
          members.push(`${JSON.stringify(label)}:${value.text}`);
          weak &&= value.weak === true;
        }
        return members.length ? { text: `{${members.join()}}`, weak } : undefined;
      }
    }
  }
}

function newPart<Field>(shape: Shape | undefined, path: readonly (string | number)[]): Part<Field> {
  return { shape, path, parts: new Map(), fields: [], keyFields: [] };
}

/** Tells whether anything but an unticked box is filled in. */
function isGiven<Field>(here: Part<Field>): boolean {
  if (here.value) return !here.value.weak;
  return (here.key ?? "") !== "" || [...here.parts.values()].some(isGiven);
}

function writeEmpty(shape: Shape | undefined): string {
  switch (shape?.type) {
    case "structure":
    case "map":
      return "{}";
    case "list":
      return "[]";
  }
  return '""';
}
