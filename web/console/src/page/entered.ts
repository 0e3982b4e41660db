import { type Node, object, parse, reuse } from "../request/json";
import type { Covers } from "../request/sensitive";

/** What a person has entered on a page. It is one value, so that it can be put back as a whole. */
export interface Entered {
  /** The request, or the last one that could be read. */
  readonly request: Node;
  /** JSON text as it was typed. It is gone as soon as the form is edited. */
  readonly text?: string | undefined;
  /** The type of provider that was chosen, for a request that does not say it. */
  readonly type: string;
}

export const nothing = (): Entered => ({ request: object(), type: "" });

/**
 * The request that a text is; undefined for another text. The module takes an empty text for a request without members.
 */
export function readRequest(text: string): Node | undefined {
  if (text === last.text) return last.request;
  const node = /^[ \t\n\r]*$/.test(text) ? object() : parse(text);
  last = { text, request: node?.kind === "object" ? node : undefined };
  return last.request;
}

/** What was read last: one change asks for it several times. */
let last: { readonly text: string; readonly request: Node | undefined } = { text: "", request: object() };

/** What a text changes, with the values that its labels cover. */
export function enterText(text: string, covers: Covers, before: Node): Partial<Entered> {
  const request = readRequest(text);
  return { text, ...(request && { request: reuse(before, covers.lift(request)) }) };
}
