import { type Check, type Issue, type Operation, type StandardSchema, UndecidedError } from "cognitocheck";
import { type Node, print } from "./json";
import { child } from "./pointer";

/** What react-hook-form holds: the request as a tree. It is not typed further, for react-hook-form would follow the type down. */
export interface Values {
  request: unknown;
}

const encoder = new TextEncoder();

/**
 * The operation's schema for react-hook-form's resolver. The request goes to the module as JSON text, since an object cannot hold
 * a name twice or a number as it was written. Issues come back at `request.<name of the error>`.
 */
export function requestSchema(check: Check, operation: Operation): StandardSchema<Values> {
  const schema = check.schema(operation);
  return {
    "~standard": {
      version: 1,
      vendor: "cognitocheck",
      validate(value) {
        let result: ReturnType<StandardSchema["~standard"]["validate"]>;
        try {
          result = schema["~standard"].validate(encoder.encode(print((value as Values).request as Node, false)));
        } catch (error) {
          // What could not be decided is not valid either. The verdict says why; no field does.
          if (error instanceof UndecidedError)
            return { issues: [{ message: error.message, path: ["request", "undecided"], code: "syntax" }] };
          throw error;
        }
        if (!result.issues) return { value: value as Values };
        return {
          issues: result.issues.map(
            (issue): Issue => ({ ...issue, path: ["request", errorName(pointerOf(issue), issue.key)] }),
          ),
        };
      },
    },
  };
}

function pointerOf(issue: Issue): string {
  return issue.path.reduce<string>(child, "");
}

/** The name of the errors at a pointer, without the characters that react-hook-form takes apart. */
export function errorName(pointer: string, key = false): string {
  return `${key ? "key" : "value"}:${pointer.replace(/[%.,[\]"'`]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`;
}
