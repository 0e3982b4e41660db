// The page's state in the URL's fragment: #/cognito-idp.SignUp?request=… or #/rules/default-redirect-uri. It never holds a
// sensitive member.
import type { Check, Operation } from "cognitocheck";
import { type Node, parse, print } from "./request/json";
import { shareable } from "./request/sensitive";

/** Longer requests stay out of the address, since browsers and mail programs cut long addresses. */
const lengthLimit = 16_000;

export interface Address {
  /** The id of a rule, as it was written; empty for the list of rules. */
  readonly rule?: string;
  /** A name of an operation, as it was written. */
  readonly name?: string;
  readonly request?: Node;
  /** There is a request, and it cannot be read. */
  readonly isUnreadable?: true;
  /** The type of provider that a form was laid out for, where the request does not name one. */
  readonly type?: string;
}

export function readAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const name = decoded(path);
  const rule = /^rules(?:\/(.*))?$/.exec(name);
  if (rule) return { rule: rule[1] ?? "" };
  const parameters = new URLSearchParams(query);
  const written = parameters.get("request");
  const request = parse(written ?? "");
  const type = parameters.get("type");
  return {
    ...(name && { name }),
    ...(request?.kind === "object" ? { request } : written !== null && { isUnreadable: true as const }),
    ...(type && { type }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Writes the fragment of a rule, or without an id that of the list. */
export function writeRuleAddress(id?: string): string {
  return id ? `#/rules/${id}` : "#/rules";
}

/** Writes the fragment for a request, with the parts of it that may be shared. */
export function address(check: Check, operation: Operation, request?: Node, type?: string): string {
  const parts: string[] = [];
  if (type) parts.push(`type=${encodeURIComponent(type)}`);
  const shared = request && shareable(request, check.describe(operation));
  if (shared?.kind === "object" && shared.entries.length) {
    const text = print(shared);
    const written = text.length <= lengthLimit ? encodeURIComponent(text) : text;
    if (written.length <= lengthLimit) parts.push(`request=${written}`);
  }
  return `#/${operation}${parts.length ? `?${parts.join("&")}` : ""}`;
}
