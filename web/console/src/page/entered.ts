import { type Node, object, parse } from "../request/json";
import type { Covers } from "../request/sensitive";

/** What a person has entered on a page. It is one value, so that it can be put back as a whole. */
export interface Entered {
  /** The request, or the last one that could be read. */
  readonly request: Node;
  /** JSON text as it was typed. It is gone as soon as the form is edited. */
  readonly text?: string | undefined;
  /** The type of provider that was chosen, for a request that does not say it. */
  readonly type: string;
  /** All errors are shown, also those of fields that were not visited. */
  readonly showAll: boolean;
}

export const nothing = (): Entered => ({ request: object(), type: "", showAll: false });

/**
 * The request that a text is; undefined for another text. The module takes an empty text for a request without members.
 */
export function readRequest(text: string): Node | undefined {
  const node = /^[ \t\n\r]*$/.test(text) ? object() : parse(text);
  return node?.kind === "object" ? node : undefined;
}

/** What a text changes, with the values that its labels cover. */
export function enterText(text: string, covers: Covers): Partial<Entered> {
  const request = readRequest(text);
  return { text, showAll: true, ...(request && { request: covers.lift(request) }) };
}
