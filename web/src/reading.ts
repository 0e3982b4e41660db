import { escapeToken } from "./encode.js";
import { literal } from "./literal.js";
import { step } from "./report.js";
import type { Shape, Violation } from "./types.js";

/** A control of a form that can hold a value. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A form's fields as the request that they stand for. */
export interface Reading {
  readonly json: string;
  /** All controls that stand for a part of the request, in document order. */
  readonly controls: readonly Control[];
  /** The control that a violation is about; undefined where the form shows none. */
  controlOf(violation: Pick<Violation, "path" | "code" | "key">): Control | undefined;
}

/** A part of the request, as the names of controls lay it out. */
interface Part {
  readonly shape: Shape | undefined;
  readonly parts: Map<string, Part>;
  /** The key of a map's entry as it is typed. */
  key?: Control;
  /** JSON text. weak: an unchecked box, which alone makes no structure. */
  value?: { text: string; weak?: boolean };
  readonly controls: Control[];
}

/** Reads a form by the names of its controls; those that name no member are not looked at. */
export function read(form: HTMLFormElement, request: Shape): Reading {
  const root = part(request);
  const controls: Control[] = [];
  for (const element of form.elements) {
    if (!isControl(element) || !place(root, element)) continue;
    controls.push(element);
  }
  const at = new Map<string, { values: Control[]; keys: Control[] }>();
  const json = write(root, "", at)?.text ?? "{}";
  return {
    json,
    controls,
    controlOf: ({ path, code, key }) => {
      const exact = at.get(path);
      // Of two entries with one key, the second is too many.
      if (code === "duplicate" && exact) return exact.keys.at(-1) ?? exact.values.at(-1);
      if (key && exact?.keys.length) return exact.keys.at(-1);
      if (exact?.values.length) return exact.values[0];
      if (exact?.keys.length) return exact.keys[0];
      // What is about the whole request is about no control.
      for (const [pointer, { values, keys }] of path === "" ? [] : at)
        if (pointer.startsWith(`${path}/`)) return keys[0] ?? values[0];
      for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
        const around = at.get(path.slice(0, end))?.values[0];
        if (around) return around;
      }
      return undefined;
    },
  };
}

function isControl(element: Element): element is Control {
  switch (element.localName) {
    case "input":
      return (
        !/^(?:submit|button|reset|image|file)$/.test((element as HTMLInputElement).type) &&
        !isDisabled(element as Control)
      );
    case "select":
    case "textarea":
      return !isDisabled(element as Control);
  }
  return false;
}

/** What is not shown cannot be told to be wrong. */
function isShown(control: Control): boolean {
  return control.type !== "hidden";
}

function isDisabled(control: Control): boolean {
  return control.matches(":disabled");
}

function part(shape: Shape | undefined): Part {
  return { shape, parts: new Map(), controls: [] };
}

/** place puts a control where its name says, and tells whether the name is of a member. */
function place(root: Part, control: Control): boolean {
  const isKey = control.name.endsWith("#key");
  const segments = (isKey ? control.name.slice(0, -4) : control.name).replace(/^\//, "").split("/");
  if (!root.shape?.members?.some((member) => member.name === decoded(segments[0] as string))) return false;
  let here = root;
  for (const segment of segments) {
    // Each control whose name has a "-" in a list is an element of its own.
    const label = here.shape?.type === "list" && segment === "-" ? `-${here.parts.size}` : segment;
    let next = here.parts.get(label);
    if (!next) {
      next = part(step(here.shape, decoded(segment)));
      here.parts.set(label, next);
    }
    here = next;
  }
  if (isKey) {
    here.key = control;
  } else {
    here.controls.push(control);
    const value = valueIn(here.shape, control);
    if (value && !here.value) here.value = value;
  }
  return true;
}

function decoded(segment: string): string {
  return segment.replace(/~1/g, "/").replace(/~0/g, "~");
}

function valueIn(shape: Shape | undefined, control: Control): Part["value"] {
  if (control.localName === "select" && (control as HTMLSelectElement).multiple) {
    const chosen = [...(control as HTMLSelectElement).selectedOptions].map((option) =>
      literal(shape?.element, option.value),
    );
    return chosen.length ? { text: `[${chosen.join()}]` } : undefined;
  }
  if (control.type === "checkbox") {
    const { checked } = control as HTMLInputElement;
    if (shape?.type === "boolean") return checked ? { text: "true" } : { text: "false", weak: true };
    return checked ? { text: literal(shape, control.value) } : undefined;
  }
  if (control.type === "radio" && !(control as HTMLInputElement).checked) return undefined;
  // What cannot be taken for a number or a date reads as empty.
  if (control.validity.badInput) return { text: '""' };
  if (control.value === "") return undefined;
  if (shape?.type === "timestamp" && /^(?:date|datetime-local)$/.test(control.type))
    return { text: String(Date.parse(control.value) / 1000) };
  const text = shape?.type === "string" || shape?.type === "blob" ? control.value : control.value.trim();
  return { text: literal(shape, text) };
}

/** write is the JSON text of a part, undefined where nothing is given; on the way it notes which control stands where. */
function write(here: Part, pointer: string, at: Map<string, { values: Control[]; keys: Control[] }>): Part["value"] {
  const values = here.controls.filter(isShown);
  const keys = here.key && isShown(here.key) ? [here.key] : [];
  if (values.length || keys.length) {
    const place = at.get(pointer) ?? { values: [], keys: [] };
    at.set(pointer, { values: [...place.values, ...values], keys: [...place.keys, ...keys] });
  }
  if (here.value || !here.parts.size) return here.value;
  switch (here.shape?.type) {
    case "list": {
      const elements: string[] = [];
      for (const element of here.parts.values()) {
        const there = `${pointer}/${given(element) ? elements.length : "-"}`;
        const value = write(element, there, at);
        if (value && !value.weak) elements.push(value.text);
      }
      return elements.length ? { text: `[${elements.join()}]` } : undefined;
    }
    case "map": {
      const entries: string[] = [];
      for (const [label, entry] of here.parts) {
        const row = /^\{.*\}$/s.test(label);
        const key = row ? (entry.key?.value ?? "") : decoded(label);
        const value = write(entry, `${pointer}/${escapeToken(key)}`, at);
        // A row of which only one half is filled in is an entry all the same.
        if (value && !value.weak) entries.push(`${JSON.stringify(key)}:${value.text}`);
        else if (row && key !== "") entries.push(`${JSON.stringify(key)}:${value?.text ?? empty(entry.shape)}`);
      }
      return entries.length ? { text: `{${entries.join()}}` } : undefined;
    }
    default: {
      const members: string[] = [];
      let weak = true;
      for (const [label, member] of here.parts) {
        const value = write(member, `${pointer}/${label}`, at);
        // An unchecked box counts beside something else; a structure of nothing else does not.
        if (!value || (value.weak && member.parts.size)) continue;
        members.push(`${JSON.stringify(decoded(label))}:${value.text}`);
        weak &&= value.weak === true;
      }
      return members.length ? { text: `{${members.join()}}`, weak } : undefined;
    }
  }
}

/** given tells whether anything but an unchecked box is filled in. */
function given(here: Part): boolean {
  if (here.value) return !here.value.weak;
  if (here.key && here.key.value !== "") return true;
  return [...here.parts.values()].some(given);
}

function empty(shape: Shape | undefined): string {
  switch (shape?.type) {
    case "structure":
    case "map":
      return "{}";
    case "list":
      return "[]";
  }
  return '""';
}
