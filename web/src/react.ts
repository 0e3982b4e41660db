// React on a form's state: one hook for the form and one for each field.
import { type ChangeEvent, useId, useMemo, useRef, useSyncExternalStore } from "react";
import type { FieldTexts } from "./field-texts.js";
import { FormState } from "./form-state.js";
import { english, type FormTexts } from "./react-texts.js";
import type { Operation, RequestOf, Schema, Shape } from "./types.js";

export { type FieldTexts, writeFieldTexts, writeHint } from "./field-texts.js";
export { FormState, keyPlace, type Located, type Place, placeOf, pointerTo } from "./form-state.js";
export { label } from "./label.js";
export { splitPointer } from "./location.js";
export { type Counted, english, type FormTexts, type MemberTexts } from "./react-texts.js";

export interface CognitoFormOptions<O extends Operation = Operation> {
  /** What the form holds at first: an object, or JSON text. Default {}. */
  readonly initial?: Partial<RequestOf<O>> | string;
  /** The words around the fields. Default English; messages are those of the schema's check. */
  readonly texts?: FormTexts;
}

/**
 * Holds the form of one request: its values, its report, the errors that are shown. The component is rendered anew with
 * each change; a part of it that only shows a field takes useField in a component of its own. A change costs one check,
 * of some microseconds, and a few more while shapes are broken. With another schema, or other texts, the form begins
 * anew with the values that it holds.
 *
 *     const form = useCognitoForm(check.schema("CreateGroup"));
 */
export function useCognitoForm<O extends Operation>(
  schema: Schema<O>,
  { initial = {}, texts = english }: CognitoFormOptions<O> = {},
): FormState<O> {
  const last = useRef<string | object>(initial);
  const form = useMemo(() => new FormState<O>(schema, last.current, texts), [schema, texts]);
  useSyncExternalStore(
    form.subscribe,
    () => form.version,
    () => form.version,
  );
  last.current = form.body;
  return form;
}

/** What an input, a select or a textarea takes of a field. */
export interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly placeholder: string | undefined;
  readonly inputMode: "numeric" | undefined;
  readonly autoComplete: "off" | "new-password";
  readonly "aria-required": boolean;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) => void;
  readonly onBlur: () => void;
}

/** One field of a form. */
export interface Field extends FieldTexts {
  readonly pointer: string;
  readonly shape: Shape | undefined;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly sensitive: boolean;
  /** The value in the request; undefined for none. */
  readonly value: unknown;
  /** What is shown: undefined for a field without errors, and for one that was not left yet. */
  readonly error: string | undefined;
  /** Sets the value; undefined takes it out of the request. */
  readonly set: (value: unknown) => void;
  /** Marks the field as left. */
  readonly leave: () => void;
  /** For <input>, <select> and <textarea>. An empty text is left out of the request, a number becomes one. */
  readonly control: ControlProps;
  /** For the elements of the hint and of the error, which the control is described by. */
  readonly hintId: string;
  readonly errorId: string;
}

/**
 * Reads one field of a form. The component is rendered anew only when the field's value or error changes.
 *
 *     const field = useField(form, "/GroupName");
 *     <label htmlFor={field.control.id}>{field.label}</label>
 *     <input {...field.control} />
 */
export function useField<O extends Operation>(form: FormState<O>, pointer: string): Field {
  const id = useId();
  const value = useSyncExternalStore(
    form.subscribe,
    () => form.read(pointer),
    () => form.read(pointer),
  );
  const error = useSyncExternalStore(
    form.subscribe,
    () => form.errorAt(pointer),
    () => form.errorAt(pointer),
  );
  return useMemo(() => {
    const { shape, member, sensitive } = form.locate(pointer);
    const texts = form.textsAt(pointer);
    const required = member?.required === true;
    const hintId = `${id}hint`;
    const errorId = `${id}error`;
    const set = (value: unknown) => form.set(pointer, value);
    const leave = () => form.visit(pointer);
    return {
      ...texts,
      pointer,
      shape,
      required,
      deprecated: member?.deprecated === true,
      sensitive,
      value,
      error,
      set,
      leave,
      hintId,
      errorId,
      control: {
        id,
        name: pointer,
        value: writeValue(value),
        placeholder: texts.placeholder,
        inputMode: isNumber(shape) ? "numeric" : undefined,
        autoComplete: sensitive ? "new-password" : "off",
        "aria-required": required,
        "aria-invalid": error !== undefined,
        "aria-describedby": [texts.hint && hintId, error && errorId].filter(Boolean).join(" ") || undefined,
        onChange: (event) => set(readValue(event.target, shape)),
        onBlur: leave,
      },
    };
  }, [form, pointer, value, error, id]);
}

function isNumber(shape: Shape | undefined): boolean {
  return shape?.type === "integer" || shape?.type === "long" || shape?.type === "timestamp";
}

function writeValue(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function readValue(
  control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement,
  shape: Shape | undefined,
): unknown {
  const { value } = control;
  if ("checked" in control && control.type === "checkbox") return control.checked;
  if (value === "") return undefined;
  if (shape?.type === "boolean" && (value === "true" || value === "false")) return value === "true";
  // Text that is no number yet stays text, for the verdict to say so.
  if (isNumber(shape) && value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
  if (shape && (shape.members || shape.element || shape.value || shape.type === "document")) {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }
  return value;
}
