// Reads a request from what people have: an aws command, SDK code, the documentation's request syntax, CloudFormation,
// Terraform.
import type { Check, Operation, Shape } from "cognitocheck";
import { splitOperation } from "../operation";
import { commandName } from "../request/command";
import { entriesOf, member, type Node, object, parse, withMember } from "../request/json";
import { conform } from "./conform";
import { readResources } from "./hcl";
import { type Fault, findConstants, LiteralError, LiteralReader } from "./literal";
import { readOption, splitCommand } from "./shell";

export type Form = "json" | "command" | "javascript" | "python" | "cloudformation" | "terraform";

/** A request that was read from a text. */
export interface Read {
  readonly form: Form;
  readonly operation: Operation;
  readonly request: Node;
  /** What the text has and the request does not: names that it has no member for, values that are only named. */
  readonly left: readonly string[];
}

/** Why nothing was read. */
export interface Unread {
  readonly fault: Fault | "nothing" | "operation";
  /** Where in the text. */
  readonly at?: number;
}

/** The operations that make what a resource of CloudFormation or Terraform describes, by its type, flattened. */
const resources: { readonly [type: string]: Operation } = {
  userpool: "cognito-idp.CreateUserPool",
  userpoolclient: "cognito-idp.CreateUserPoolClient",
  managedloginbranding: "cognito-idp.CreateManagedLoginBranding",
  userpoolgroup: "cognito-idp.CreateGroup",
  usergroup: "cognito-idp.CreateGroup",
  userpooldomain: "cognito-idp.CreateUserPoolDomain",
  userpoolidentityprovider: "cognito-idp.CreateIdentityProvider",
  identityprovider: "cognito-idp.CreateIdentityProvider",
  userpoolresourceserver: "cognito-idp.CreateResourceServer",
  resourceserver: "cognito-idp.CreateResourceServer",
  userpooluser: "cognito-idp.AdminCreateUser",
  user: "cognito-idp.AdminCreateUser",
  userpoolusertogroupattachment: "cognito-idp.AdminAddUserToGroup",
  useringroup: "cognito-idp.AdminAddUserToGroup",
  userpoolriskconfigurationattachment: "cognito-idp.SetRiskConfiguration",
  riskconfiguration: "cognito-idp.SetRiskConfiguration",
  userpooluicustomizationattachment: "cognito-idp.SetUICustomization",
  userpooluicustomization: "cognito-idp.SetUICustomization",
  logdeliveryconfiguration: "cognito-idp.SetLogDeliveryConfiguration",
  identitypool: "cognito-identity.CreateIdentityPool",
  identitypoolroleattachment: "cognito-identity.SetIdentityPoolRoles",
  identitypoolrolesattachment: "cognito-identity.SetIdentityPoolRoles",
  identitypoolprincipaltag: "cognito-identity.SetPrincipalTagAttributeMap",
  identitypoolproviderprincipaltag: "cognito-identity.SetPrincipalTagAttributeMap",
  terms: "cognito-idp.CreateTerms",
};

/**
 * Reads a request. current is the operation whose form is open: a text that names none is taken for its request, and one
 * that creates what it updates is too.
 */
export async function readPasted(text: string, check: Check, current: Operation | undefined): Promise<Read | Unread> {
  try {
    const read =
      readCommand(text, check) ??
      readTerraform(text, check, current) ??
      (await readCloudFormation(text, check, current)) ??
      readCode(text, check, current);
    return "request" in read ? { ...read, left: [...new Set(read.left)] } : read;
  } catch (error) {
    if (!(error instanceof LiteralError)) throw error;
    return { fault: error.fault, at: error.at };
  }
}

/** Finds an operation by a name in any form; undefined where there is none. */
function find(check: Check, name: string): Operation | undefined {
  try {
    return check.find(name);
  } catch {
    return undefined;
  }
}

function readCommand(text: string, check: Check): Read | Unread | undefined {
  const head = /(?:^|[\s$>(])aws(?=\s)/.exec(text);
  if (!head) return undefined;
  const at = head.index + head[0].indexOf("aws");
  const words = splitCommand(text.slice(at));
  const service = words.findIndex(({ text }, i) => i > 0 && /^cognito-[a-z]+$/.test(text));
  const name = words[service + 1]?.text;
  if (service < 0 || !name) return undefined;
  const operation = find(check, `${words[service]!.text} ${name}`);
  if (!operation) return { fault: "operation", at: text.indexOf(name, at) };
  const shape = check.describe(operation);
  const left: string[] = [];
  let request: Node = object();
  for (let i = service + 2; i < words.length; ) {
    const word = words[i++]!;
    if (!word.text.startsWith("--")) continue;
    const [option = "", ...rest] = word.text.slice(2).split("=");
    const values = rest.length ? [{ text: rest.join("="), isOpen: word.isOpen }] : [];
    while (i < words.length && !/^--[a-z]/.test(words[i]!.text)) values.push(words[i++]!);
    if (option === "cli-input-json") {
      const input = parse(values.map(({ text }) => text).join(" "));
      if (input?.kind === "object") {
        const { node, left: unknown } = conform(input, shape);
        for (const { name, node: value } of entriesOf(node))
          if (!member(request, name)) request = withMember(request, name, value) ?? request;
        left.push(...unknown);
      } else {
        left.push(option);
      }
      continue;
    }
    const isNegated = option.startsWith("no-");
    const known = shape.members?.find(
      ({ name }) => commandName(name) === option || (isNegated && commandName(name) === option.slice(3)),
    );
    if (!known) {
      if (!globals.has(option)) left.push(`--${option}`);
      continue;
    }
    if (values.some(({ text, isOpen }) => isOpen || /^fileb?:\/\//.test(text))) {
      left.push(`--${option}`);
      continue;
    }
    const value =
      known.shape.type === "boolean" && !values.length
        ? parse(isNegated && commandName(known.name) !== option ? "false" : "true")!
        : readOption(
            values.map(({ text }) => text),
            known.shape.type === "string" || known.shape.type === "blob",
            known.shape.type === "list",
          );
    const { node } = conform(object([{ id: 0, name: known.name, node: value }]), shape);
    request = withMember(request, known.name, member(node, known.name)) ?? request;
  }
  return { form: "command", operation, request, left };
}

/** Options of every aws command. */
const globals = new Set(
  (
    "region profile output query endpoint-url debug no-verify-ssl no-paginate no-cli-pager no-sign-request color ca-bundle " +
    "cli-read-timeout cli-connect-timeout cli-binary-format cli-auto-prompt no-cli-auto-prompt generate-cli-skeleton"
  ).split(" "),
);

/** The operation of a resource; that which updates it where its form is open. */
function operationOf(type: string, check: Check, current: Operation | undefined): Operation | undefined {
  const flat = type
    .replace(/^AWS::Cognito::|^aws_cognito_(?:managed_)?/i, "")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
  const found = Object.hasOwn(resources, flat) ? resources[flat] : undefined;
  if (!found || !current) return found;
  return check.operations().includes(current) && current.replace(/\.Update/, ".Create") === found ? current : found;
}

/** The resource whose form is open, or else the first one. */
function choose<R extends { readonly type: string }>(
  all: readonly R[],
  check: Check,
  current: Operation | undefined,
): readonly [R, Operation] | undefined {
  const known = all.flatMap((each) => {
    const operation = operationOf(each.type, check, current);
    return operation ? [[each, operation] as const] : [];
  });
  return known.find(([, operation]) => operation === current) ?? known[0];
}

function readTerraform(text: string, check: Check, current: Operation | undefined): Read | Unread | undefined {
  if (!/\bresource\s+"aws_cognito_/.test(text)) return undefined;
  const chosen = choose(readResources(text, /^aws_cognito_/), check, current);
  if (!chosen) return { fault: "operation" };
  const [{ body, unresolved }, operation] = chosen;
  const { node, left } = conform(body, check.describe(operation));
  return { form: "terraform", operation, request: node, left: [...left, ...unresolved] };
}

interface Template {
  readonly type: string;
  readonly properties: Node;
}

async function readCloudFormation(
  text: string,
  check: Check,
  current: Operation | undefined,
): Promise<Read | Unread | undefined> {
  if (!text.includes("AWS::Cognito::")) return undefined;
  let root = parse(text);
  if (!root) {
    const { readYaml } = await import("./yaml");
    root = readYaml(text);
  }
  if (!root) return { fault: "nothing" };
  const found: Template[] = [];
  const walk = (node: Node): void => {
    const type = member(node, "Type");
    if (type?.kind === "string" && type.text.startsWith("AWS::Cognito::"))
      found.push({ type: type.text, properties: member(node, "Properties") ?? object() });
    else for (const { node: inner } of entriesOf(node)) walk(inner);
  };
  walk(root);
  const chosen = choose(found, check, current);
  if (!chosen) return { fault: "operation" };
  const [{ properties }, operation] = chosen;
  const unresolved: string[] = [];
  const { node, left } = conform(dropFunctions(properties, "", unresolved) ?? object(), check.describe(operation));
  return { form: "cloudformation", operation, request: node, left: [...left, ...unresolved] };
}

/** Leaves out what CloudFormation computes: { Ref: … }, { "Fn::Sub": … }. */
function dropFunctions(node: Node, path: string, unresolved: string[]): Node | undefined {
  if (node.kind === "array") {
    return { ...node, items: node.items.flatMap((item) => dropFunctions(item, path, unresolved) ?? []) };
  }
  if (node.kind !== "object") return node;
  const [only] = node.entries;
  if (node.entries.length === 1 && only && /^(?:Ref|Condition|Fn::\w+)$/.test(only.name)) {
    unresolved.push(path);
    return undefined;
  }
  return {
    ...node,
    entries: node.entries.flatMap((each) => {
      const inner = dropFunctions(each.node, path ? `${path}.${each.name}` : each.name, unresolved);
      return inner ? [{ ...each, node: inner }] : [];
    }),
  };
}

/** Reads JSON, JavaScript, Python, and the request syntax of the documentation, which is one of them with words in it. */
function readCode(text: string, check: Check, current: Operation | undefined): Read | Unread {
  const named = findNamed(text, check);
  const start = named?.at ?? text.search(/[{[]/);
  const json = parse(text.slice(Math.max(0, start)).trim());
  const reader = new LiteralReader(text, findConstants(text));
  let value: Node | undefined = json?.kind === "object" ? json : undefined;
  if (!value) {
    if (start < 0) return { fault: "nothing" };
    reader.at = start;
    value = named?.isCall ? reader.object(")", true) : reader.value();
  }
  if (value?.kind !== "object") return { fault: "nothing", at: start };
  const operation = named?.operation ?? current ?? guess(value, check);
  if (!operation) return { fault: "operation" };
  const { node, left } = conform(value, check.describe(operation));
  const form: Form = json ? "json" : isPython(text) ? "python" : "javascript";
  return {
    form,
    operation,
    request: node,
    left: [...left, ...reader.unresolved.filter(Boolean)],
  };
}

function isPython(text: string): boolean {
  return (
    /\b(?:True|False|None)\b|boto3|\{\s*'|^\s*\w+\s*=\s*\w+\.\w+\(/m.test(text) && !/\b(?:const|let|new)\s/.test(text)
  );
}

interface Named {
  readonly operation: Operation;
  /** Where its value starts; undefined where it is the first one in the text. */
  readonly at?: number;
  /** The value is the arguments of a call. */
  readonly isCall?: boolean;
}

/** Finds the operation that a text names, and where its request starts. */
function findNamed(text: string, check: Check): Named | undefined {
  const target = /X-Amz-Target['"]?\s*[:=]\s*['"]?([\w.]+)/i.exec(text);
  const targeted = target && find(check, target[1]!);
  if (targeted) return { operation: targeted };
  // new SignUpCommand({ … }), or input that was made before; /** SignUpRequest */; cognito.signUp({ … }).
  for (const found of text.matchAll(/\bnew\s+(?:[\w$]+\.)?(\w+)Command\s*\(\s*([A-Za-z_$][\w$]*)?/g)) {
    const operation = find(check, found[1]!);
    if (!operation) continue;
    const end = found.index + found[0].length;
    const at = found[2]
      ? findDeclaration(text, found[2])
      : text.charAt(skipSpace(text, end)) === "{"
        ? skipSpace(text, end)
        : undefined;
    return { operation, ...(at !== undefined && { at }) };
  }
  const bySnake = new Map(
    check.operations().map((each) => [commandName(splitOperation(each)[1]).replaceAll("-", "_"), each]),
  );
  for (const found of text.matchAll(/\.([a-zA-Z_][\w]*)\s*\(/g)) {
    const name = found[1]!;
    const operation = bySnake.get(name) ?? find(check, name.charAt(0).toUpperCase() + name.slice(1));
    if (!operation) continue;
    const end = found.index + found[0].length;
    const next = skipSpace(text, end);
    if (text.charAt(next) === "{") return { operation, at: next };
    const spread = /^\*\*([A-Za-z_]\w*)/.exec(text.slice(next)) ?? /^([A-Za-z_$][\w$]*)\s*[,)]/.exec(text.slice(next));
    const at = spread && findDeclaration(text, spread[1]!);
    return at !== null && at !== undefined ? { operation, at } : { operation, at: end, isCall: true };
  }
  const commented = /\b(\w+)Request\b/.exec(text);
  const operation = commented && find(check, commented[1]!);
  return operation ? { operation } : undefined;
}

function skipSpace(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}

/** Where the object starts that a name was given. */
function findDeclaration(text: string, name: string): number | undefined {
  const found = new RegExp(`(?:^|[^\\w$.])${name.replaceAll("$", "\\$")}\\s*(?::[^={]+)?=\\s*(?=\\{|dict\\()`).exec(
    text,
  );
  return found ? found.index + found[0].length : undefined;
}

/** The operation whose request a value is: all names are members, all that is required is there. */
function guess(value: Node, check: Check): Operation | undefined {
  const names = entriesOf(value).map(({ name }) => name);
  if (!names.length) return undefined;
  const fits = check.operations().filter((operation) => isRequest(names, check.describe(operation)));
  return fits.length === 1 ? fits[0] : undefined;
}

function isRequest(names: readonly string[], { members = [] }: Shape): boolean {
  return (
    names.every((name) => members.some((each) => each.name === name)) &&
    members.every(({ name, required }) => !required || names.includes(name))
  );
}
