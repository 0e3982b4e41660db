// Makes a request of a value that has the names and the types of another notation.
import type { Shape } from "cognitocheck";
import { array, type Entry, entry, isNull, type Node, object, scalar, string } from "../request/json";

/** What another notation calls members differently, by the names of the notation, flattened. */
const others: { readonly [name: string]: readonly string[] } = {
  tags: ["UserPoolTags", "IdentityPoolTags", "Tags"],
  name: ["PoolName", "ClientName", "GroupName", "Name"],
  userpoolname: ["PoolName"],
  passwordpolicy: ["Policies.PasswordPolicy"],
  signinpolicy: ["Policies.SignInPolicy"],
  recoverymechanism: ["RecoveryMechanisms"],
  scope: ["Scopes"],
  mappingrule: ["RulesConfiguration.Rules"],
  rolemapping: ["RoleMappings"],
};

export interface Conformed {
  readonly node: Node;
  /** The names that the request has no member for. */
  readonly left: readonly string[];
}

/** Finds the members of a shape for the names in a value, and gives each value the type that its member takes. */
export function conform(value: Node, shape: Shape): Conformed {
  const left: string[] = [];
  return { node: fit(value, shape, "", left) ?? object(), left };
}

function flatten(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** Finds the way to the member that a name stands for. */
function findMember(name: string, shape: Shape): readonly string[] | undefined {
  const { members = [] } = shape;
  if (members.some((each) => each.name === name)) return [name];
  const flat = flatten(name);
  const found = members.find((each) => flatten(each.name) === flat);
  if (found) return [found.name];
  for (const path of others[flat] ?? []) {
    const names = path.split(".");
    if (members.some((each) => each.name === names[0])) return names;
  }
  return undefined;
}

function fit(node: Node, shape: Shape | undefined, path: string, left: string[]): Node | undefined {
  if (isNull(node) || !shape) return node;
  switch (shape.type) {
    case "structure": {
      if (node.kind === "array" && node.items.length === 1) return fit(node.items[0]!, shape, path, left);
      if (node.kind !== "object") return node;
      let result = object();
      for (const { name, node: value } of node.entries) {
        const names = findMember(name, shape);
        if (!names) {
          left.push(path ? `${path}.${name}` : name);
          continue;
        }
        const inner = names.reduce<Shape | undefined>(
          (around, each) => around?.members?.find((member) => member.name === each)?.shape,
          shape,
        );
        const fitted = fit(value, inner, path ? `${path}.${name}` : name, left);
        if (fitted) result = put(result, names, fitted);
      }
      return result;
    }
    case "map": {
      if (node.kind === "array") {
        // CloudFormation and Terraform write some maps as lists of their entries.
        const entries = node.items.flatMap((item) => toEntry(item) ?? []);
        return object(entries.map(({ name, node }) => entry(name, fit(node, shape.value, path, left) ?? node)));
      }
      if (node.kind !== "object") return node;
      const pair = toEntry(node);
      if (pair && shape.value?.members)
        return object([entry(pair.name, fit(pair.node, shape.value, path, left) ?? pair.node)]);
      return object(node.entries.map(({ name, node }) => entry(name, fit(node, shape.value, path, left) ?? node)));
    }
    case "list": {
      const items = node.kind === "array" ? node.items : [node];
      return array(items.flatMap((item) => fit(item, shape.element, path, left) ?? []));
    }
    case "boolean":
      return node.kind === "string" && /^(?:true|false)$/i.test(node.text) ? scalar(node.text.toLowerCase()) : node;
    case "integer":
    case "long":
    case "timestamp":
      return node.kind === "string" && /^-?[0-9]+$/.test(node.text) ? scalar(node.text) : node;
    case "string":
    case "blob":
      return node.kind === "scalar" ? string(node.text) : node;
    case "document":
      return node;
  }
}

/** The entry that { key, … } or { identity_provider, … } writes. */
function toEntry(node: Node): Entry | undefined {
  if (node.kind !== "object") return undefined;
  const key = node.entries.find(({ name }) => ["key", "identityprovider"].includes(flatten(name)));
  if (key?.node.kind !== "string") return undefined;
  const rest = node.entries.filter((each) => each !== key);
  const value = rest.find(({ name }) => flatten(name) === "value");
  return entry(key.node.text, value && rest.length === 1 ? value.node : object(rest));
}

function put(around: ReturnType<typeof object>, names: readonly string[], value: Node): ReturnType<typeof object> {
  const [name = "", ...rest] = names;
  const at = around.entries.findIndex((each) => each.name === name);
  const before = around.entries[at]?.node;
  const inner = rest.length ? put(before?.kind === "object" ? before : object(), rest, value) : value;
  const next = entry(name, inner);
  return { ...around, entries: at < 0 ? [...around.entries, next] : around.entries.with(at, next) };
}
