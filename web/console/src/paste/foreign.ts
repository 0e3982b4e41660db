import { parse } from "../request/json";

/** A larger file, in bytes, is no request: the module reads 4 MiB. */
export const fileLimit = 8 << 20;

const marks = [
  /\baws\s+(?:--\S+\s+(?:\S+\s+)?)*cognito-/,
  /\bnew\s+[\w.]*Command\s*\(/,
  /AWS::Cognito::/,
  /\bresource\s+"aws_cognito_/,
  /\b\w+\.\w+\(\s*(?:\{|\w+\s*=|\*\*)/,
];

/**
 * Tells whether a text is a request in another notation than JSON: a whole one, and not a part of JSON that is put into
 * another.
 */
export function isForeign(text: string): boolean {
  const json = parse(text);
  if (json) return text.includes("AWS::Cognito::");
  return /^\s*\{/.test(text) || marks.some((mark) => mark.test(text));
}
