import type { Report, Violation } from "cognitocheck";

/** Where in a form a value is edited: at its pointer, or at the key of the entry with that pointer. */
export type Place = string;

export function keyPlace(pointer: string): Place {
  return `key:${pointer}`;
}

/** Tells where a violation is shown. */
export function placeOf({ path, key }: Violation): Place {
  return key ? keyPlace(path) : path;
}

/** The messages of a report's violations, by place. */
export type Errors = ReadonlyMap<Place, readonly string[]>;

export function collectErrors(report: Report | undefined): Errors {
  const errors = new Map<Place, string[]>();
  for (const violation of report?.violations ?? []) {
    const place = placeOf(violation);
    const messages = errors.get(place);
    if (messages) messages.push(violation.message);
    else errors.set(place, [violation.message]);
  }
  return errors;
}
