// Questions that the form asks of a shape.
import type { Shape } from "cognitocheck";
import { array, isNull, type Node, object, string } from "../request/json";

/** Tells whether a value can be edited by the control of a shape. */
export function fits(shape: Shape, node: Node | undefined): boolean {
  if (!node || isNull(node)) return true;
  switch (shape.type) {
    case "structure":
    case "map":
      return node.kind === "object";
    case "list":
      return node.kind === "array";
    case "boolean":
      return node.kind === "scalar" && (node.text === "true" || node.text === "false");
    case "integer":
    case "long":
    case "timestamp":
      // Text that is no number yet is a string in the request, for the module to say what it is.
      return node.kind === "string" || (node.kind === "scalar" && node.text !== "true" && node.text !== "false");
    case "document":
      return true;
    default:
      return node.kind === "string";
  }
}

/** Tells whether values of a shape hold no others. */
export function isLeaf({ members, element, value }: Shape): boolean {
  return !members && !element && !value;
}

/** Tells whether a structure fits into one row of an editor. */
export function fitsRow({ members = [] }: Shape): boolean {
  return (
    members.length > 0 &&
    members.length <= 3 &&
    members.every(({ shape }) => isLeaf(shape) && shape.type !== "document" && shape.type !== "blob")
  );
}

/** Makes the value that a new element or entry starts with. */
export function newValue({ members, element, value }: Shape): Node {
  if (members || value) return object();
  return element ? array() : string("");
}
