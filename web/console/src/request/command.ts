import type { Operation, Shape } from "cognitocheck";
import { type Cover, type Node, type ObjectNode, print } from "./json";

/**
 * The name that the aws command line has for an operation or a member (botocore's xform_name): UpdateIdentityPool is
 * update-identity-pool, OpenIdConnectProviderARNs is open-id-connect-provider-arns.
 */
export function commandName(name: string): string {
  return name
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}

/** The words that start the command of an operation: aws cognito-idp sign-up. */
export function commandOf(operation: Operation): string {
  const [service, name] = operation.split(".") as [string, string];
  return `aws ${service} ${commandName(name)}`;
}

/** A word for a POSIX shell. */
export function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * The aws command (version 2) that sends the request, an option on each line. What options cannot say, such as members
 * that the command line does not know, goes through --cli-input-json.
 */
export function command(operation: Operation, request: Node, shape: Shape, cover?: Cover): string {
  const options = request.kind === "object" ? optionsOf(request, shape, cover) : undefined;
  return [commandOf(operation), ...(options ?? [`--cli-input-json ${quote(print(request, cover))}`])].join(" \\\n  ");
}

function optionsOf(request: ObjectNode, shape: Shape, cover?: Cover): string[] | undefined {
  const names = new Set(request.entries.map(({ name }) => name));
  if (names.size !== request.entries.length) return undefined;
  const options: string[] = [];
  for (const { name, node } of request.entries) {
    const known = shape.members?.find((each) => each.name === name);
    const option = known && optionOf(`--${commandName(name)}`, node, known.shape, cover);
    if (option === undefined) return undefined;
    options.push(option);
  }
  return options;
}

/** One option; undefined for a value that the command line would read as another one, or refuse. */
function optionOf(option: string, node: Node, shape: Shape, cover?: Cover): string | undefined {
  const text = node.kind === "string" ? (cover?.(node) ?? node.text) : undefined;
  switch (shape.type) {
    case "boolean":
      if (node.kind !== "scalar" || (node.text !== "true" && node.text !== "false")) return undefined;
      return node.text === "true" ? option : option.replace("--", "--no-");
    case "string":
      if (text === undefined || node.kind !== "string" || /^fileb?:\/\//.test(node.text) || node.text.includes("\0"))
        return undefined;
      // A word that starts with a hyphen would be taken for an option.
      return text.startsWith("-") ? `${option}=${quote(text)}` : `${option} ${text === "" ? "''" : quote(text)}`;
    case "blob":
      if (node.kind !== "string") return undefined;
      return `${option} ${node.file === undefined ? quote(node.text) : quote(`fileb://${node.file}`)}`;
    case "integer":
    case "long":
    case "timestamp":
      if (
        node.kind !== "scalar" ||
        !/^-?[0-9]/.test(node.text) ||
        (shape.type !== "timestamp" && !/^-?[0-9]+$/.test(node.text))
      )
        return undefined;
      return node.text.startsWith("-") ? `${option}=${node.text}` : `${option} ${node.text}`;
    case "structure":
    case "map":
      return node.kind === "object" && known(node, shape) ? `${option} ${quote(print(node, cover))}` : undefined;
    case "list":
      return node.kind === "array" && known(node, shape) ? `${option} ${quote(print(node, cover))}` : undefined;
    case "document":
      return node.kind === "object" ? `${option} ${quote(print(node, cover))}` : undefined;
  }
}

/** Tells that the command line finds nothing below that it refuses: it knows the members, and no name occurs twice. */
function known(node: Node, shape: Shape | undefined): boolean {
  if (node.kind === "scalar") return node.text !== "null";
  if (node.kind === "array") return node.items.every((item) => known(item, shape?.element));
  if (node.kind === "string" || shape?.type === "document") return true;
  if (new Set(node.entries.map(({ name }) => name)).size !== node.entries.length) return false;
  return node.entries.every(({ name, node }) => {
    const inner = shape?.members ? shape.members.find((each) => each.name === name)?.shape : shape?.value;
    return inner !== undefined && known(node, inner);
  });
}
