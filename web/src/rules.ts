// The rules of Amazon Cognito beyond the shapes of its requests, to be shown. The module has them in a form of its own.
import { entries } from "./rules_gen.js";
import type { Operation } from "./types.js";

/** What the service decides from a request alone, beyond its shapes. */
export interface Rule {
  /** Words joined by hyphens, such as "default-redirect-uri". */
  readonly id: string;
  /** The code of its violations: "rule." and the id. */
  readonly code: `rule.${string}`;
  /** The operations whose requests it is about. */
  readonly operations: readonly Operation[];
  /** What its violations are unless CheckOptions.levels says otherwise. */
  readonly level: "error" | "warn" | "off";
  /** What to do. {key} is in the place of an entry's key. */
  readonly message: string;
  /** The service's text, where one is recorded. Braces are in the place of what it fills in. */
  readonly answer?: string;
  /** Where the rule is known from. */
  readonly source: string;
  /** A request that breaks it. */
  readonly example: { readonly operation: Operation; readonly request: { readonly [member: string]: unknown } };
}

/** All rules that come with the module, those of cognito-identity first. Rules of your own are not among them. */
export const rules: readonly Rule[] = entries;
