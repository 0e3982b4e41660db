import type { Check, Operation } from "cognitocheck";
import { createContext, useContext } from "react";
import type { Errors, Place } from "../request/errors";

/** The state that the fields of a form share. */
export interface FormState {
  readonly check: Check;
  readonly operation: Operation;
  readonly errors: Errors;
  /** All errors are shown, also those of fields that were not visited. */
  readonly showAll: boolean;
  readonly visited: ReadonlySet<Place>;
  visit(place: Place): void;
  /** Whether a section is open, by pointer, where that was changed. */
  readonly expanded: ReadonlyMap<string, boolean>;
  expand(pointer: string, open: boolean): void;
  /** Sensitive values are shown everywhere. */
  readonly reveal: boolean;
}

const context = createContext<FormState | undefined>(undefined);

export const FormStateProvider = context.Provider;

export function useFormState(): FormState {
  const state = useContext(context);
  if (!state) throw new Error("a field is used outside of a form");
  return state;
}

/** Gives the text of the errors at a place: undefined for none, and for a place that was not visited yet. */
export function useErrorText(): (place: Place) => string | undefined {
  const { errors, showAll, visited } = useFormState();
  return (place) => (showAll || visited.has(place) ? errors.get(place)?.join(" ") : undefined);
}

/** Gives the text of the errors at a pointer and everywhere below it, for a field that shows a whole list. */
export function useErrorTextBelow(): (pointer: string) => string | undefined {
  const { errors, showAll, visited } = useFormState();
  return (pointer) => {
    if (!showAll && !visited.has(pointer)) return undefined;
    const found = [...errors]
      .filter(([place]) => place === pointer || place.startsWith(`${pointer}/`))
      .flatMap(([, messages]) => messages);
    return found.length ? [...new Set(found)].join(" ") : undefined;
  };
}

/** Whether a section is open, as it was left or else as given, and how to change that. */
export function useOpen(pointer: string, otherwise: boolean): [boolean, (open: boolean) => void] {
  const { expanded, expand } = useFormState();
  return [expanded.get(pointer) ?? otherwise, (open) => expand(pointer, open)];
}
