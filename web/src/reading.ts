import { Layout, type Value } from "./layout.js";
import { splitPointer } from "./location.js";
import type { Shape, Violation } from "./types.js";
import { isJSON, writeLiteral } from "./write-literal.js";

/** A control of a form that can hold a value. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The request in a form's controls. */
export interface Reading {
  readonly json: string;
  /** All controls that hold a part of the request, in document order. */
  readonly controls: readonly Control[];
  /** Controls whose text should be JSON and is not, with the pointers of what they hold. */
  readonly broken: ReadonlyMap<Control, string>;
  /** The names of controls that begin with no member. */
  readonly foreign: readonly string[];
  /** Finds the control that a violation is about; undefined where the form shows none. */
  controlOf(violation: Pick<Violation, "path" | "code" | "key">): Control | undefined;
  /** Finds where a violation is inside the JSON of its control: a pointer, or nothing where it is the whole of it. */
  insideOf(violation: Pick<Violation, "path">): string;
}

/** Reads a form by the names of its controls. Controls that name no member are left alone. */
export function readControls(form: HTMLFormElement, request: Shape): Reading {
  const layout = new Layout<Control>(request);
  const controls: Control[] = [];
  const broken = new Map<Control, string>();
  const whole = new Set<Control>();
  const foreign: string[] = [];
  for (const control of form.elements) {
    if (!isControl(control)) continue;
    const isKey = control.name.endsWith("#key");
    const labels = splitName(isKey ? control.name.slice(0, -4) : control.name);
    if (!request.members?.some((member) => member.name === labels[0])) {
      if (control.name !== "") foreign.push(control.name);
      continue;
    }
    controls.push(control);
    const part = layout.place(labels.map((label) => ({ label })));
    // A person cannot see a hidden control, and so cannot be told that it is wrong.
    if (control.type !== "hidden") (isKey ? part.keyFields : part.fields).push(control);
    if (isKey) {
      part.key = control.value;
      continue;
    }
    part.value = readValue(part.shape, control) ?? part.value;
    if (!holdsJSON(part.shape) || /^(?:checkbox|radio|select-multiple)$/.test(control.type)) continue;
    whole.add(control);
    if (control.value.trim() !== "" && !isJSON(control.value))
      broken.set(control, `/${control.name.replace(/^\//, "")}`);
  }
  const json = layout.write();
  return {
    json,
    controls,
    broken,
    foreign,
    controlOf: (violation) => layout.fieldOf(violation),
    insideOf: ({ path }) => {
      const { field, inside } = layout.holderOf(path);
      return field && whole.has(field) ? inside : "";
    },
  };
}

function isControl(element: Element): element is Control {
  switch (element.localName) {
    case "input":
      if (/^(?:submit|button|reset|image|file)$/.test((element as HTMLInputElement).type)) return false;
      return !element.matches(":disabled");
    case "select":
    case "textarea":
      return !element.matches(":disabled");
  }
  return false;
}

/** Splits the name of a control into the names in it. */
export function splitName(name: string): string[] {
  return splitPointer(name.startsWith("/") ? name : `/${name}`);
}

/** Tells whether the text of a field for a shape is JSON. */
function holdsJSON(shape: Shape | undefined): boolean {
  return /^(?:structure|list|map|document)$/.test(shape?.type ?? "");
}

function readValue(shape: Shape | undefined, control: Control): Value | undefined {
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
