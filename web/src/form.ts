/// <reference lib="dom" preserve="true" />
/// <reference lib="dom.iterable" preserve="true" />
import { tellDeveloper } from "./development.js";
import { isUndecided } from "./errors.js";
import { type Control, type Reading, readControls, splitName } from "./reading.js";
import type { FormMessage, Operation, RequestOf, Schema } from "./types.js";

export interface FormOptions<O extends Operation = Operation> {
  /**
   * Called with the request when the form is submitted and valid, in place of the form's own submission. Without it the
   * form is submitted as it would be without cognitocheck.
   */
  readonly submit?: (request: RequestOf<O>, event: SubmitEvent) => void;
}

/**
 * Checks a form while it is filled in, and keeps an invalid one from being sent.
 *
 * The name of a control says which part of the request it holds. Controls whose name begins with no member are left
 * alone:
 *
 * - `IdentityPoolName`: a member. `SmsConfiguration/SnsCallerArn`: a member of a structure.
 * - `OpenIdConnectProviderARNs/-`: an element of a list. Any number of controls may have this name; boxes and `<select
 *   multiple name="OpenIdConnectProviderARNs">` work too. `CognitoIdentityProviders/0/ProviderName`: a member of an
 *   element. The number only says which controls belong together; gaps do not matter.
 * - `ProviderDetails/client_id`: a map's entry with a fixed key. `IdentityPoolTags/{1}` with
 *   `IdentityPoolTags/{1}#key`: an entry whose key is typed as well. The text in the braces only says which controls
 *   belong together.
 * - `/` and `~` inside a key are written `~1` and `~0`, as in a JSON Pointer. A control for a whole structure, list or
 *   map holds JSON.
 *
 * Files are not read. Empty controls are left out, and so are structures, lists and maps in which nothing is filled in.
 * A checkbox means true or false where the member is a boolean.
 *
 * Errors appear next to a control when it is left, and change with each key from then on. They go into the element with
 * `data-error-for="<the control's name>"` where the form has one, else into a new `<p class="cognitocheck-error">`
 * after the control or the label around it. An error that belongs to no control goes into `data-error-for=""`, else to
 * the end of the form.
 *
 * @returns A function that takes everything back.
 */
export function bindForm<O extends Operation>(
  form: HTMLFormElement,
  schema: Schema<O>,
  options: FormOptions<O> = {},
): () => void {
  if (form?.localName !== "form")
    throw new TypeError(
      'bindForm takes a form element: bindForm(document.querySelector("form"), check.schema("SignUp"))',
    );
  if (typeof schema?.describe !== "function")
    throw new TypeError("bindForm takes a schema: bindForm(form, check.schema(operation))");
  return new Binding(form, schema, options).unbind;
}

/** Reads the request in a form's controls, valid or not; see bindForm. */
export function readForm<O extends Operation>(form: HTMLFormElement, schema: Schema<O>): RequestOf<O> {
  return JSON.parse(readControls(form, schema.describe()).json) as RequestOf<O>;
}

let bindings = 0;

class Binding<O extends Operation> {
  readonly #form: HTMLFormElement;
  readonly #schema: Schema<O>;
  readonly #options: FormOptions<O>;
  readonly #id = `cognitocheck-${++bindings}`;
  readonly #noValidate: boolean;
  readonly #listeners = new AbortController();
  /** Controls whose error has been shown once. */
  readonly #shown = new Set<Control>();
  /** Controls that were left while a pointer was down. */
  readonly #left = new Set<Control>();
  /** The elements that show errors, by control. null is for errors that belong to no control. */
  readonly #slots = new Map<Control | null, { element: HTMLElement; made: boolean }>();
  #slotCount = 0;
  #pointerDown = false;
  #reading: Reading | undefined;

  constructor(form: HTMLFormElement, schema: Schema<O>, options: FormOptions<O>) {
    this.#form = form;
    this.#schema = schema;
    this.#options = options;
    this.#noValidate = form.noValidate;
    // The browser's bubbles would cover the errors next to the controls.
    form.noValidate = true;
    const { signal } = this.#listeners;
    form.addEventListener("focusout", this.#leave, { signal });
    form.addEventListener("input", this.#change, { signal });
    form.addEventListener("change", this.#change, { signal });
    form.addEventListener("compositionend", this.#change, { signal });
    // A capturing listener runs before the page's own.
    form.addEventListener("submit", this.#submit, { signal, capture: true });
    form.addEventListener("reset", this.#reset, { signal });
    const { ownerDocument: document } = form;
    document.addEventListener("pointerdown", this.#press, { signal, capture: true });
    document.addEventListener("pointerup", this.#release, { signal, capture: true });
    document.addEventListener("pointercancel", this.#release, { signal, capture: true });
    this.#check();
    // A name that begins with an underscore, such as that of a token, is meant to be none.
    for (const name of this.#reading?.foreign.filter((one) => !/^[_$]/.test(one)) ?? [])
      tellDeveloper(() => sayForeign(name, schema));
  }

  unbind = (): void => {
    this.#listeners.abort();
    this.#form.noValidate = this.#noValidate;
    for (const control of this.#reading?.controls ?? []) control.setCustomValidity("");
    for (const control of [...this.#slots.keys()]) this.#clear(control);
    for (const { element, made } of this.#slots.values()) if (made) element.remove();
    this.#slots.clear();
    this.#shown.clear();
  };

  /** Reads and checks the form. It shows the errors of controls that have shown one before. */
  #check(): { first: Control | undefined; rest: string | undefined; json: string; valid: boolean } {
    const reading = readControls(this.#form, this.#schema.describe());
    this.#reading = reading;
    const messages = new Map<Control, string>();
    let rest: string | undefined;
    let valid: boolean;
    try {
      const report = this.#schema.check.request(this.#schema.operation, reading.json);
      valid = report.valid && reading.broken.size === 0;
      for (const [control, pointer] of reading.broken) messages.set(control, this.#sayBroken(control, pointer));
      for (const violation of report.violations) {
        const control = reading.controlOf(violation);
        const inside = reading.insideOf(violation);
        const message = inside === "" ? violation.message : `${inside.slice(1)}: ${violation.message}`;
        if (!control) rest ??= message;
        else if (!messages.has(control)) messages.set(control, message);
      }
    } catch (error) {
      if (!isUndecided(error)) throw error;
      valid = false;
      rest = this.#schema.check.texts?.tellUndecided(error) ?? `This could not be checked: ${error.message}.`;
    }
    for (const control of reading.controls) {
      const message = messages.get(control);
      control.setCustomValidity(message ?? "");
      if (message === undefined) this.#clear(control);
      else if (this.#shown.has(control)) this.#show(control, message);
    }
    // The page may have taken out controls. Their errors go with them.
    for (const [control, { element, made }] of this.#slots) {
      if (!control || reading.controls.includes(control)) continue;
      this.#clear(control);
      if (made) element.remove();
      this.#slots.delete(control);
      this.#shown.delete(control);
    }
    if (rest === undefined) this.#clear(null);
    else if (this.#slots.get(null)?.element.hidden === false) this.#show(null, rest);
    return { first: reading.controls.find((control) => messages.has(control)), rest, json: reading.json, valid };
  }

  /** Says where and why the text of a control is no JSON. */
  #sayBroken(control: Control, pointer: string): string {
    const { check, operation } = this.#schema;
    const text = new TextEncoder().encode(control.value);
    const { violations } = check.field(operation, pointer, text);
    // What is too deep is not read to where it breaks.
    const violation = violations.find(({ code }) => code === "syntax") ?? violations[0];
    if (!violation) {
      const message: FormMessage = "This is no JSON.";
      return check.texts?.translate(message) ?? message;
    }
    const before = new TextDecoder().decode(text.subarray(0, violation.offset));
    const lines = before.split("\n");
    return `${lines.length}:${[...(lines.at(-1) as string)].length + 1}: ${violation.message}`;
  }

  #leave = (event: FocusEvent): void => {
    const control = event.target as Control;
    // An error that appears between press and release would move the button away from under the pointer.
    if (this.#pointerDown) {
      this.#left.add(control);
      return;
    }
    this.#shown.add(control);
    this.#check();
  };

  #press = (): void => {
    this.#pointerDown = true;
  };

  #release = (): void => {
    this.#pointerDown = false;
    if (!this.#left.size) return;
    // A click may follow the release. The check comes after it.
    setTimeout(() => {
      if (this.#listeners.signal.aborted) return;
      for (const control of this.#left) this.#shown.add(control);
      this.#left.clear();
      this.#check();
    });
  };

  #change = (event: Event): void => {
    // The text of an input method is not final while it is composed.
    if ((event as InputEvent).isComposing && event.type === "input") return;
    this.#check();
  };

  #submit = (event: SubmitEvent): void => {
    if ((event.submitter as HTMLButtonElement | null)?.formNoValidate) return;
    let result = this.#check();
    if (!result.valid) {
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const control of this.#reading?.controls ?? []) this.#shown.add(control);
      result = this.#check();
      if (result.rest !== undefined) this.#show(null, result.rest);
      (result.first ?? this.#slots.get(null)?.element)?.focus();
      return;
    }
    if (this.#options.submit) {
      event.preventDefault();
      this.#options.submit(JSON.parse(result.json) as RequestOf<O>, event);
    }
  };

  #reset = (): void => {
    // The controls have their values back only after the event.
    setTimeout(() => {
      if (this.#listeners.signal.aborted) return;
      this.#shown.clear();
      for (const control of [...this.#slots.keys()]) this.#clear(control);
      this.#check();
    });
  };

  #show(control: Control | null, message: string): void {
    let slot = this.#slots.get(control);
    if (!slot) {
      slot = this.#findSlot(control);
      this.#slots.set(control, slot);
    }
    const { element } = slot;
    if (element.textContent !== message) element.textContent = message;
    element.hidden = false;
    if (!control) return;
    control.setAttribute("aria-invalid", "true");
    const described = (control.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
    if (!described.includes(element.id)) control.setAttribute("aria-describedby", [...described, element.id].join(" "));
  }

  #clear(control: Control | null): void {
    const slot = this.#slots.get(control);
    if (!slot || slot.element.hidden) return;
    slot.element.hidden = true;
    slot.element.textContent = "";
    if (!control) return;
    control.removeAttribute("aria-invalid");
    const described = (control.getAttribute("aria-describedby") ?? "")
      .split(/\s+/)
      .filter((id) => id && id !== slot.element.id);
    if (described.length) control.setAttribute("aria-describedby", described.join(" "));
    else control.removeAttribute("aria-describedby");
  }

  #findSlot(control: Control | null): { element: HTMLElement; made: boolean } {
    const name = control?.name ?? "";
    const taken = new Set([...this.#slots.values()].map(({ element }) => element));
    for (const element of this.#form.querySelectorAll<HTMLElement>("[data-error-for]")) {
      if (element.dataset.errorFor !== name || taken.has(element)) continue;
      element.id ||= this.#newSlotId();
      return { element, made: false };
    }
    const element = this.#form.ownerDocument.createElement("p");
    element.className = "cognitocheck-error";
    element.id = this.#newSlotId();
    if (control) {
      (control.closest("label") ?? control).after(element);
    } else {
      element.tabIndex = -1;
      this.#form.append(element);
    }
    return { element, made: true };
  }

  #newSlotId(): string {
    return `${this.#id}-${++this.#slotCount}`;
  }
}

/** Says that a control's name begins with no member, and which one it may mean. */
function sayForeign(name: string, { check, operation }: Schema): string {
  const member = splitName(name)[0] as string;
  const { warnings } = check.with({ warnings: true }).request(operation, JSON.stringify({ [member]: "" }));
  const hint = warnings.find(({ code }) => code === "unknown")?.message ?? "";
  return `the control ${JSON.stringify(name)} is in no request of ${operation}, and is not checked. ${hint}`;
}
