import { escapeToken } from "./encode.js";
import { stepInto } from "./report.js";
import type { Shape, Violation } from "./types.js";
import { writeLiteral } from "./write-literal.js";

/** A control of a form that can hold a value. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The request in a form's controls. */
export interface Reading {
  readonly json: string;
  /** All controls that hold a part of the request, in document order. */
  readonly controls: readonly Control[];
  /** Finds the control that a violation is about; undefined where the form shows none. */
  controlOf(violation: Pick<Violation, "path" | "code" | "key">): Control | undefined;
}

/** A part of the request, as the names of controls lay it out. */
interface Part {
  readonly shape: Shape | undefined;
  readonly parts: Map<string, Part>;
  /** The control for the key of a map's entry. */
  key?: Control;
  /** JSON text. A weak value is an unchecked box, which alone makes no structure. */
  value?: { text: string; weak?: boolean };
  readonly controls: Control[];
}

/** Reads a form by the names of its controls. Controls that name no member are left alone. */
export function readControls(form: HTMLFormElement, request: Shape): Reading {
  const root = newPart(request);
  const controls: Control[] = [];
  for (const element of form.elements) {
    if (!isControl(element) || !placeControl(root, element)) continue;
    controls.push(element);
  }
  const at = new Map<string, { values: Control[]; keys: Control[] }>();
  const json = writePart(root, "", at)?.text ?? "{}";
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
      // A violation of the whole request belongs to no control.
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

/** Tells whether a person can see a control, and so be told that it is wrong. */
function isShown(control: Control): boolean {
  return control.type !== "hidden";
}

function isDisabled(control: Control): boolean {
  return control.matches(":disabled");
}

function newPart(shape: Shape | undefined): Part {
  return { shape, parts: new Map(), controls: [] };
}

/** Puts a control into the part that its name says. Tells whether the name begins with a member. */
function placeControl(root: Part, control: Control): boolean {
  const isKey = control.name.endsWith("#key");
  const segments = (isKey ? control.name.slice(0, -4) : control.name).replace(/^\//, "").split("/");
  if (!root.shape?.members?.some((member) => member.name === decodeToken(segments[0] as string))) return false;
  let here = root;
  for (const segment of segments) {
    // Each control whose name has a "-" in a list is an element of its own.
    const label = here.shape?.type === "list" && segment === "-" ? `-${here.parts.size}` : segment;
    let next = here.parts.get(label);
    if (!next) {
      next = newPart(stepInto(here.shape, decodeToken(segment)));
      here.parts.set(label, next);
    }
    here = next;
  }
  if (isKey) {
    here.key = control;
  } else {
    here.controls.push(control);
    const value = readValue(here.shape, control);
    if (value && !here.value) here.value = value;
  }
  return true;
}

function decodeToken(segment: string): string {
  return segment.replace(/~1/g, "/").replace(/~0/g, "~");
}

function readValue(shape: Shape | undefined, control: Control): Part["value"] {
  if (control.localName === "select" && (control as HTMLSelectElement).multiple) {
    const chosen = [...(control as HTMLSelectElement).selectedOptions].map((option) =>
      writeLiteral(shape?.element, option.value),
    );
    return chosen.length ? { text: `[${chosen.join()}]` } : undefined;
  }
  if (control.type === "checkbox") {
    const { checked } = control as HTMLInputElement;
    if (shape?.type === "boolean") return checked ? { text: "true" } : { text: "false", weak: true };
    return checked ? { text: writeLiteral(shape, control.value) } : undefined;
  }
  if (control.type === "radio" && !(control as HTMLInputElement).checked) return undefined;
  // The value of a control is empty where its text is no number or no date.
  if (control.validity.badInput) return { text: '""' };
  if (control.value === "") return undefined;
  if (shape?.type === "timestamp" && /^(?:date|datetime-local)$/.test(control.type))
    return { text: String(Date.parse(control.value) / 1000) };
  const text = shape?.type === "string" || shape?.type === "blob" ? control.value : control.value.trim();
  return { text: writeLiteral(shape, text) };
}

/** Writes a part as JSON text; undefined where nothing is given. It notes in at which controls are at which pointer. */
function writePart(
  here: Part,
  pointer: string,
  at: Map<string, { values: Control[]; keys: Control[] }>,
): Part["value"] {
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
        const there = `${pointer}/${isGiven(element) ? elements.length : "-"}`;
        const value = writePart(element, there, at);
        if (value && !value.weak) elements.push(value.text);
      }
      return elements.length ? { text: `[${elements.join()}]` } : undefined;
    }
    case "map": {
      const entries: string[] = [];
      for (const [label, entry] of here.parts) {
        const row = /^\{.*\}$/s.test(label);
        const key = row ? (entry.key?.value ?? "") : decodeToken(label);
        const value = writePart(entry, `${pointer}/${escapeToken(key)}`, at);
        // A row is an entry even when only its key or only its value is filled in.
        if (value && !value.weak) entries.push(`${JSON.stringify(key)}:${value.text}`);
        else if (row && key !== "") entries.push(`${JSON.stringify(key)}:${value?.text ?? writeEmpty(entry.shape)}`);
      }
      return entries.length ? { text: `{${entries.join()}}` } : undefined;
    }
    default: {
      const members: string[] = [];
      let weak = true;
      for (const [label, member] of here.parts) {
        const value = writePart(member, `${pointer}/${label}`, at);
        // An unchecked box counts when the structure holds something else; a structure of such boxes only does not.
        if (!value || (value.weak && member.parts.size)) continue;
        members.push(`${JSON.stringify(decodeToken(label))}:${value.text}`);
        weak &&= value.weak === true;
      }
      return members.length ? { text: `{${members.join()}}`, weak } : undefined;
    }
  }
}

/** Tells whether anything but an unchecked box is filled in. */
function isGiven(here: Part): boolean {
  if (here.value) return !here.value.weak;
  if (here.key && here.key.value !== "") return true;
  return [...here.parts.values()].some(isGiven);
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
