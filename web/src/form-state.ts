// What is known of a form while it is filled in: the request, its report, which fields were left, and what is said
// where. It knows no library; react.ts makes hooks of it.

import { isUndecided, type UndecidedError } from "./errors.js";
import { type FieldTexts, writeFieldTexts } from "./field-texts.js";
import { writeFormMessage } from "./form-message.js";
import { escapeToken, splitPointer, stepInto } from "./location.js";
import { english, type FormTexts } from "./react-texts.js";
import { lookAhead } from "./rules-ahead.js";
import type { Member, Operation, Report, RequestOf, Schema, Shape, Violation } from "./types.js";

/** Where in a form a value is edited: at its pointer, or at the key of the entry with that pointer. */
export type Place = string;

export function keyPlace(pointer: string): Place {
  return `key:${pointer}`;
}

/** Tells at which place a violation is shown. */
export function placeOf({ path, key }: Violation): Place {
  return key ? keyPlace(path) : path;
}

/** What a pointer leads to in the shape of a request. */
export interface Located {
  /** The names of the members on the way, joined by dots. */
  readonly path: string;
  readonly shape: Shape | undefined;
  /** The member itself, where the pointer ends at one. */
  readonly member: Member | undefined;
  /** It is in something sensitive, or is it itself. */
  readonly sensitive: boolean;
}

/** The form of one request. */
export class FormState<O extends Operation = Operation> {
  readonly schema: Schema<O>;
  readonly shape: Shape;
  readonly texts: FormTexts;
  #body: string | object = {};
  #value: unknown;
  #report: Report | undefined;
  #failure: UndecidedError | undefined;
  #ahead: readonly Violation[] = [];
  #byPlace = new Map<Place, Violation[]>();
  #messages = new Map<Violation, string>();
  #visited = new Set<Place>();
  #showsAll = false;
  #version = 0;
  readonly #listeners = new Set<() => void>();

  constructor(schema: Schema<O>, body: string | object = {}, texts: FormTexts = english) {
    this.schema = schema;
    this.shape = schema.describe();
    this.texts = texts;
    this.#judge(body);
  }

  /** The request as it was given last: an object, or JSON text. */
  get body(): string | object {
    return this.#body;
  }

  /** The verdict on the request; undefined where there is none, which failure then says the reason of. */
  get report(): Report | undefined {
    return this.#report;
  }

  get failure(): UndecidedError | undefined {
    return this.#failure;
  }

  /** What the rules will say once the shapes pass, as far as that is sure. */
  get ahead(): readonly Violation[] {
    return this.#ahead;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** Errors are shown at all fields, not only at those that were left. */
  get showsAll(): boolean {
    return this.#showsAll;
  }

  /** Takes a request, an object or JSON text, and checks it. */
  give(body: string | object): void {
    this.#judge(body);
    this.#tell();
  }

  /** Sets the value at a pointer, or takes it away; what leads to it is made. */
  set(pointer: string, value: unknown): void {
    this.give((edit(this.#read(), splitPointer(pointer), value, this.shape) as object | undefined) ?? {});
  }

  /** Reads the value at a pointer. */
  read(pointer: string): unknown {
    let value: unknown = this.#read();
    for (const token of splitPointer(pointer)) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
      value = (value as { readonly [name: string]: unknown })[token];
    }
    return value;
  }

  /** The request as an object when it is valid. */
  get request(): RequestOf<O> | undefined {
    return this.#report?.valid ? (this.#read() as RequestOf<O>) : undefined;
  }

  /** Marks a place as left: from then on its errors are shown. */
  visit(place: Place): void {
    if (this.#visited.has(place)) return;
    this.#visited.add(place);
    this.#tell();
  }

  showAll(): void {
    if (this.#showsAll) return;
    this.#showsAll = true;
    this.#tell();
  }

  /** Forgets which places were left. */
  forgetVisits(): void {
    this.#visited = new Set();
    this.#showsAll = false;
    this.#tell();
  }

  /** Tells whether the errors at a place are shown. */
  isShown(place: Place): boolean {
    return this.#showsAll || this.#visited.has(place);
  }

  /** The violations at a place, shown or not. */
  violationsAt(place: Place): readonly Violation[] {
    return this.#byPlace.get(place) ?? [];
  }

  /** The error that is shown at a place; undefined for none. */
  errorAt(place: Place): string | undefined {
    const found = this.#byPlace.get(place);
    if (!found || !this.isShown(place)) return undefined;
    return [...new Set(found.map((violation) => this.messageOf(violation)))].join(" ");
  }

  /** The errors that are shown at a pointer and everywhere below it, for a field that shows all of a list. */
  errorBelow(pointer: string): string | undefined {
    if (!this.isShown(pointer)) return undefined;
    const found = [...this.#byPlace].filter(([place]) => place === pointer || place.startsWith(`${pointer}/`));
    const messages = found.flatMap(([, violations]) => violations.map((violation) => this.messageOf(violation)));
    return messages.length ? [...new Set(messages)].join(" ") : undefined;
  }

  /** Writes the message of a violation in the form's own words. */
  messageOf(violation: Violation): string {
    let message = this.#messages.get(violation);
    if (message === undefined) {
      message = this.#write(violation, this.textsAt(violation.path).label);
      this.#messages.set(violation, message);
    }
    return message;
  }

  /** Writes a violation for a list of all: the trail to its field, and the message; either may say it all alone. */
  summarise(violation: Violation): { readonly trail: string; readonly message: string } {
    const trail = this.trail(violation.path);
    if (violation.code === "required") return { trail: this.#write(violation, trail), message: "" };
    return { trail, message: this.messageOf(violation) };
  }

  #write(violation: Violation, label: string): string {
    const { shape, sensitive } = this.locate(violation.path);
    const parent = violation.path.slice(0, violation.path.lastIndexOf("/"));
    const own = violation.key ? this.locate(parent).shape?.key : shape;
    return writeFormMessage(violation, {
      schema: this.schema as unknown as Schema<Operation>,
      shape: own && sensitive ? { ...own, sensitive: true } : own,
      value: violation.key ? splitPointer(violation.path).at(-1) : this.read(violation.path),
      label,
      texts: this.texts,
    });
  }

  /** The words around the field at a pointer. */
  textsAt(pointer: string): FieldTexts {
    const { path, shape } = this.locate(pointer);
    return writeFieldTexts(path, shape ?? { type: "document" }, this.texts, english);
  }

  /** Names the way to a value by labels: "User pools 1 › App client ID". */
  trail(pointer: string): string {
    const parts: string[] = [];
    let shape: Shape | undefined = this.shape;
    let path = "";
    for (const token of splitPointer(pointer)) {
      const around: Shape | undefined = shape;
      const member: Member | undefined = around?.members?.find(({ name }) => name === token);
      shape = stepInto(around, token);
      if (member || !around || around.members) {
        path = path ? `${path}.${token}` : token;
        parts.push(writeFieldTexts(path, shape ?? { type: "document" }, this.texts).label);
      } else if (around.element) {
        parts.push(`${parts.pop() ?? ""} ${Number(token) + 1}`.trim());
      } else if (!around.key?.sensitive) {
        parts.push(token);
      }
    }
    return parts.join(" › ");
  }

  /** Finds what a pointer leads to. */
  locate(pointer: string): Located {
    let shape: Shape | undefined = this.shape;
    let member: Member | undefined;
    let path = "";
    let sensitive = shape.sensitive === true;
    for (const token of splitPointer(pointer)) {
      const around: Shape | undefined = shape;
      member = around?.members?.find((each) => each.name === token);
      shape = stepInto(around, token);
      sensitive ||= shape?.sensitive === true;
      if (!around || around.members) path = path ? `${path}.${token}` : token;
    }
    return { path, shape, member, sensitive };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #read(): unknown {
    if (typeof this.#body !== "string") return this.#body;
    if (this.#value === undefined) {
      try {
        this.#value = JSON.parse(this.#body || "{}");
      } catch {
        this.#value = {};
      }
    }
    return this.#value;
  }

  #judge(body: string | object): void {
    const { check, operation } = this.schema;
    this.#body = body;
    this.#value = undefined;
    this.#messages = new Map();
    this.#ahead = [];
    try {
      this.#report = check.request(operation as Operation, body);
      this.#failure = undefined;
      if (!this.#report.valid) {
        this.#ahead = lookAhead(
          check,
          operation,
          body,
          this.#report,
          (pointer, value) => edit(this.#read(), splitPointer(pointer), value, this.shape) as object | undefined,
        );
      }
    } catch (error) {
      if (!isUndecided(error)) throw error;
      this.#report = undefined;
      this.#failure = error;
    }
    this.#byPlace = new Map();
    for (const violation of [...(this.#report?.violations ?? []), ...this.#ahead]) {
      const place = placeOf(violation);
      const found = this.#byPlace.get(place);
      if (found) found.push(violation);
      else this.#byPlace.set(place, [violation]);
    }
  }

  #tell(): void {
    this.#version++;
    for (const listener of [...this.#listeners]) listener();
  }
}

/**
 * Sets a value in a copy of another, or takes it away where it is undefined; objects in which nothing is left go too.
 */
function edit(around: unknown, path: readonly string[], value: unknown, shape: Shape | undefined): unknown {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  const inner = stepInto(shape, token);
  if (Array.isArray(around) || (shape?.element && (typeof around !== "object" || around === null))) {
    const list: unknown[] = Array.isArray(around) ? [...around] : [];
    const index = token === "-" ? list.length : Number(token);
    const changed = edit(list[index], rest, value, inner);
    if (changed === undefined) list.splice(index, 1);
    else list[index] = changed;
    return list.length ? list : undefined;
  }
  const object: { [name: string]: unknown } = { ...(typeof around === "object" ? around : {}) };
  const changed = edit(object[token], rest, value, inner);
  if (changed === undefined) delete object[token];
  else object[token] = changed;
  return Object.keys(object).length ? object : undefined;
}

/** Writes the pointer of a value in another. */
export function pointerTo(pointer: string, token: string | number): string {
  return `${pointer}/${escapeToken(String(token))}`;
}
