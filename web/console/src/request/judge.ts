import { type Check, type Operation, type Report, UndecidedError } from "cognitocheck";
import { capital } from "../words";

/** A report, or why there is none. */
export type Verdict = { readonly report: Report } | { readonly failure: string };

export function judge(check: Check, operation: Operation, text: string): Verdict {
  try {
    return { report: check.request(operation, text) };
  } catch (error) {
    if (!(error instanceof UndecidedError)) throw error;
    return { failure: `${capital(error.message)}.` };
  }
}
