import type { Place } from "cognitocheck/react";
import type { ReactNode } from "react";
import { useFormContext } from "./state";

/** Marks a place on the page: its errors are shown once it was left, and links lead to it. */
export function PlaceMark({ place, children }: { place: Place; children: ReactNode }) {
  const { form } = useFormContext();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the event bubbles up from the controls inside.
    <div data-place={place} className="place" onBlur={() => form.visit(place)}>
      {children}
    </div>
  );
}
