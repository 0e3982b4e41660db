import type { Operation, Shape } from "cognitocheck";
import { splitOperation } from "../operation";
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
  const [service, name] = splitOperation(operation);
  return `aws ${service} ${commandName(name)}`;
}

/** A word for a POSIX shell. */
export function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command for bash or zsh. */
export interface Command {
  readonly text: string;
  /** It asks for the secrets, which are not in it. */
  readonly hasSecrets: boolean;
}

/**
 * The aws command (version 2) that sends the request, an option on each line. What options cannot say, such as members
 * that the command line does not know, goes through --cli-input-json. The values of the leaves that are secret, by id, are
 * asked for, or read from a file where they have several lines; undefined shows all.
 */
export function writeCommand(operation: string, request: Node, shape: Shape, secret?: ReadonlySet<number>): Command {
  const secrets = new Secrets(request, secret);
  const options = request.kind === "object" ? optionsOf(request, shape, secrets.cover) : undefined;
  const words = [
    commandOf(operation as Operation),
    ...(options ?? [`--cli-input-json ${quote(print(request, secrets.cover))}`]),
  ];
  if (!secrets.variables.length) return { text: words.join(" \\\n  "), hasSecrets: false };
  const body = words.map((word) => secrets.insert(word)).join(" \\\n    ");
  // The parentheses keep a shell from reading the next line of what was pasted as the secret.
  const lines = ["(", ...secrets.ask(body).map((line) => `  ${line}`), `  ${body}`, ")"];
  return { text: lines.join("\n"), hasSecrets: true };
}

/** Writes a text, given as "$1", as the inside of a JSON string. */
const jsonFunction = `json() { printf %s "$1" | sed 's/["\\\\]/\\\\&/g' | awk 'NR > 1 { printf "\\\\n" } { printf "%s", $0 }'; }`;

interface Variable {
  readonly name: string;
  readonly label: string;
  /** The value has several lines, as a PEM has. */
  readonly hasLines: boolean;
}

/** The variables of the shell that take the place of secrets. Until they are inserted, private characters mark them. */
class Secrets {
  readonly variables: Variable[] = [];
  readonly #marks = new Map<number, string>();
  readonly #names: ReadonlyMap<number, string>;

  constructor(request: Node, secret: ReadonlySet<number> | undefined) {
    this.#names = nameLeaves(request, secret);
  }

  readonly cover: Cover = (node) => {
    const label = this.#names.get(node.id);
    if (label === undefined || node.kind === "object" || node.kind === "array") return undefined;
    let mark = this.#marks.get(node.id);
    if (mark === undefined) {
      const name = `COGNITO_${commandName(label)
        .replace(/[^a-z0-9]+/g, "_")
        .toUpperCase()}`;
      const others = this.variables.filter((each) => each.name === name || each.name.startsWith(`${name}_`)).length;
      const own = others ? `${name}_${others + 1}` : name;
      mark = `\uE000${this.variables.length}\uE001`;
      this.variables.push({
        name: own,
        label: others ? `${label} ${others + 1}` : label,
        hasLines: /[\n\r]/.test(node.text),
      });
      this.#marks.set(node.id, mark);
    }
    return mark;
  };

  /** Puts the variables in the place of their marks in an option. */
  insert(option: string): string {
    return option
      .replace(/^(--[\w-]+)[ =]'\uE000([0-9]+)\uE001'$/, (_all, name, index) => `${name}="$${this.#name(index)}"`)
      .replace(/\uE000([0-9]+)\uE001/g, (_all, index) => `'"$(json "$${this.#name(index)}")"'`);
  }

  #name(index: string): string {
    return this.variables[Number(index)]?.name ?? "";
  }

  /** The lines that ask for the secrets. */
  ask(body: string): string[] {
    const read = this.variables.map(({ name, label, hasLines }) =>
      hasLines
        ? `${name}=$(cat ${name.slice("COGNITO_".length).toLowerCase().replaceAll("_", "-")}.pem) &&`
        : `printf %s ${quote(`${label}: `)} >&2 && read -rs ${name} && echo >&2 &&`,
    );
    return [...(body.includes("$(json ") ? [jsonFunction] : []), ...read];
  }
}

/** The names of the members and keys that the secret leaves of a request are under, by their ids. */
function nameLeaves(root: Node, secret: ReadonlySet<number> | undefined): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const walk = (node: Node, name: string): void => {
    if (node.kind === "object") for (const entry of node.entries) walk(entry.node, entry.name);
    else if (node.kind === "array") for (const item of node.items) walk(item, name);
    else if (secret?.has(node.id)) names.set(node.id, name);
  };
  if (secret?.size) walk(root, "");
  return names;
}

function optionsOf(request: ObjectNode, shape: Shape, cover: Cover): string[] | undefined {
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
function optionOf(option: string, node: Node, shape: Shape, cover: Cover): string | undefined {
  const text = node.kind === "string" ? (cover(node) ?? node.text) : undefined;
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
      return `${option} ${quote(node.file === undefined ? (cover(node) ?? node.text) : `fileb://${node.file}`)}`;
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
