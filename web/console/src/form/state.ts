import type { FormState, Place } from "cognitocheck/react";
import { createContext, useContext, useSyncExternalStore } from "react";
import { useStable } from "./stable";
import { type View, windowSize } from "./view";

/** What the fields of a form share. It stays the same while the form is edited. */
export interface FormContext {
  readonly form: FormState;
  readonly view: View;
  /** Sensitive values are shown everywhere. */
  readonly reveal: boolean;
}

const context = createContext<FormContext | undefined>(undefined);

export const FormContextProvider = context.Provider;

export function useFormContext(): FormContext {
  const state = useContext(context);
  if (!state) throw new Error("a field is used outside of a form");
  return state;
}

/** The text of the errors at a place: undefined for none, and for a place that was not visited yet. */
export function useErrorText(place: Place): string | undefined {
  const { form } = useFormContext();
  return useSyncExternalStore(form.subscribe, () => form.errorAt(place));
}

/** The texts of the errors at several places, by place. */
export function useErrorTexts(places: readonly Place[]): (place: Place) => string | undefined {
  const { form } = useFormContext();
  useSyncExternalStore(form.subscribe, () => places.map((place) => form.errorAt(place) ?? "").join("\n"));
  return (place) => form.errorAt(place);
}

/** The text of the errors at a pointer and everywhere below it, for a field that shows a whole list. */
export function useErrorTextBelow(pointer: string): string | undefined {
  const { form } = useFormContext();
  return useSyncExternalStore(form.subscribe, () => form.errorBelow(pointer));
}

/** Whether a section is open, as it was left or else as given, and how to change that. */
export function useOpen(pointer: string, otherwise: boolean): [boolean, (open: boolean) => void] {
  const { view } = useFormContext();
  const open = useSyncExternalStore(view.subscribe, () => view.isExpanded(pointer)) ?? otherwise;
  return [open, useStable((open) => view.expand(pointer, open))];
}

export interface Window {
  /** The index of the first element on the page, and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly all: number;
  move(index: number): void;
}

/** The part of a list that is on the page. */
export function useWindow(pointer: string, all: number): Window {
  const { view } = useFormContext();
  const wanted = useSyncExternalStore(view.subscribe, () => view.windowOf(pointer));
  const last = Math.max(0, Math.floor((all - 1) / windowSize) * windowSize);
  const from = Math.min(wanted, last);
  return { from, to: Math.min(all, from + windowSize), all, move: (index) => view.moveWindow(pointer, index) };
}
