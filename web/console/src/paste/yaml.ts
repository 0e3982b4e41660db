import { parseDocument } from "yaml";
import { fromValue, type Node } from "../request/json";

/** The functions of CloudFormation that have a short form, as in !Ref Name. */
const functions = [
  "Ref",
  "Sub",
  "GetAtt",
  "Join",
  "If",
  "ImportValue",
  "FindInMap",
  "Select",
  "Split",
  "Base64",
  "Cidr",
];

/** Reads a template of CloudFormation; undefined for another text. The short forms become the long ones. */
export function readYaml(text: string): Node | undefined {
  const customTags = functions.flatMap((name) =>
    ([undefined, "seq", "map"] as const).map((collection) => ({
      tag: `!${name}`,
      ...(collection && { collection }),
      resolve: () => ({ [name === "Ref" ? "Ref" : `Fn::${name}`]: "" }),
    })),
  );
  const document = parseDocument(text, { customTags, logLevel: "silent" });
  if (document.errors.length) return undefined;
  const value: unknown = document.toJS();
  return typeof value === "object" && value !== null ? fromValue(value) : undefined;
}
