import type { Check, Operation } from "cognitocheck";
import { createContext, useContext } from "react";
import { errorName } from "../request/schema";

/** What the fields of a form share. */
export interface FormState {
  readonly check: Check;
  readonly operation: Operation;
  /** The errors of the schema, by errorName. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  /** All errors are shown, also those of fields that were not visited. */
  readonly showAll: boolean;
  readonly visited: ReadonlySet<string>;
  visit(pointer: string): void;
  /** Sections that were opened or closed, by pointer. */
  readonly expanded: ReadonlyMap<string, boolean>;
  expand(pointer: string, open: boolean): void;
  /** Sensitive values are shown everywhere. */
  readonly reveal: boolean;
}

const context = createContext<FormState | undefined>(undefined);

export const FormStateProvider = context.Provider;

export function useFormState(): FormState {
  const state = useContext(context);
  if (!state) throw new Error("a field stands outside of a form");
  return state;
}

/** The text of the errors at a pointer, undefined for none and for a field that was not visited yet. */
export function useErrorText(): (pointer: string, key?: boolean) => string | undefined {
  const { errors, showAll, visited } = useFormState();
  return (pointer, key = false) => {
    const name = errorName(pointer, key);
    return showAll || visited.has(key ? name : pointer) ? errors.get(name)?.join(" ") : undefined;
  };
}

/** The errors at a pointer and everywhere below it, for a field that shows a whole list. */
export function useErrorTextBelow(): (pointer: string) => string | undefined {
  const { errors, showAll, visited } = useFormState();
  return (pointer) => {
    if (!showAll && !visited.has(pointer)) return undefined;
    const name = errorName(pointer);
    const found = [...errors]
      .filter(([each]) => each === name || each.startsWith(`${name}/`))
      .flatMap(([, texts]) => texts);
    return found.length ? [...new Set(found)].join(" ") : undefined;
  };
}
