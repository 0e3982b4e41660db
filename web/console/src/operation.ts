import type { Operation } from "cognitocheck";

/** Splits an operation, cognito-idp.SignUp, into its service and its name. */
export function splitOperation(operation: Operation): readonly [service: string, name: string] {
  const dot = operation.indexOf(".");
  return [operation.slice(0, dot), operation.slice(dot + 1)];
}
