import type { Shape } from "cognitocheck";
import { pointerTo } from "cognitocheck/react";
import { array, type Cover, entry, member, type Node, object } from "./json";

/**
 * The keys whose values are secrets, of maps in which other values are none, by the map's pointer. They are the
 * sensitive_keys of schemas/corrections.yaml. The module takes all of such a map for sensitive; a person who fills in a
 * client id wants to see it.
 */
const secretKeys: { readonly [pointer: string]: readonly string[] } = {
  "/ProviderDetails": ["client_secret", "private_key"],
  "/SupportedLoginProviders": ["api.twitter.com", "www.digits.com"],
};

/** Tells whether the value at a pointer, of that shape, is to be covered. */
export function isSensitive(shape: Shape | undefined, pointer: string): boolean {
  if (secretKeys[pointer]) return false;
  const cut = pointer.lastIndexOf("/");
  const keys = secretKeys[pointer.slice(0, cut)];
  return keys ? keys.includes(pointer.slice(cut + 1)) : shape?.sensitive === true;
}

/** Finds the sensitive leaves of a request, by id. */
export function sensitiveLeaves(root: Node, shape: Shape): Set<number> {
  const found = new Set<number>();
  const walk = (node: Node, shape: Shape | undefined, pointer: string, inherited: boolean): void => {
    const sensitive = inherited || isSensitive(shape, pointer);
    if (node.kind === "object") {
      for (const { name, node: value } of node.entries) {
        const inner = shape?.members ? shape.members.find((each) => each.name === name)?.shape : shape?.value;
        walk(value, inner, pointerTo(pointer, name), sensitive);
      }
    } else if (node.kind === "array") {
      for (const [i, item] of node.items.entries()) walk(item, shape?.element, pointerTo(pointer, i), sensitive);
    } else if (sensitive && !(node.kind === "scalar" && node.text === "null")) {
      found.add(node.id);
    }
  };
  walk(root, shape, "", false);
  return found;
}

/**
 * Takes the part of a request that may be in an address: the members that the model knows and does not mark as
 * sensitive. A name that is not known may be a misspelt Password, so it is left out.
 */
export function shareable(node: Node, shape: Shape, pointer = ""): Node | undefined {
  if (isSensitive(shape, pointer)) return undefined;
  if (shape.type === "document") return node;
  if (node.kind === "object" && shape.members) {
    const kept = shape.members.flatMap(({ name, shape }) => {
      const value = member(node, name);
      const rest = value && shareable(value, shape, pointerTo(pointer, name));
      return rest ? [entry(name, rest)] : [];
    });
    return kept.length || !node.entries.length ? object(kept) : undefined;
  }
  if (node.kind === "object" && shape.value) {
    if (shape.key?.sensitive) return undefined;
    const kept = node.entries.flatMap(({ name, node }) => {
      const rest = shareable(node, shape.value!, pointerTo(pointer, name));
      return rest ? [entry(name, rest)] : [];
    });
    return kept.length || !node.entries.length ? object(kept) : undefined;
  }
  if (node.kind === "array" && shape.element) {
    const kept = node.items.flatMap((item, i) => shareable(item, shape.element!, pointerTo(pointer, i)) ?? []);
    return kept.length || !node.items.length ? array(kept) : undefined;
  }
  if (node.kind === "object" || node.kind === "array" || shape.members || shape.value || shape.element)
    return undefined;
  return node;
}

/** Labels in place of values, and the values that they cover. */
export class Covers {
  readonly #labels = new Map<number, string>();
  readonly #values = new Map<string, Node>();

  /** The label of a leaf. It stays the same while the leaf is edited. */
  label(node: Node): string {
    let label = this.#labels.get(node.id);
    if (!label) {
      label = `${"•".repeat(8)} ${this.#labels.size + 1}`;
      this.#labels.set(node.id, label);
    }
    this.#values.set(label, node);
    return label;
  }

  /** Writes the leaves with these ids as their labels. */
  over(leaves: ReadonlySet<number>): Cover {
    return (node) => (leaves.has(node.id) ? this.label(node) : undefined);
  }

  /** Puts the values back in a tree, in place of their labels. */
  lift(node: Node, used = new Set<number>()): Node {
    if (!this.#values.size) return node;
    switch (node.kind) {
      case "object":
        return { ...node, entries: node.entries.map((entry) => ({ ...entry, node: this.lift(entry.node, used) })) };
      case "array":
        return { ...node, items: node.items.map((item) => this.lift(item, used)) };
      case "string": {
        const value = this.#values.get(node.text);
        if (!value) return node;
        // A label that was copied covers a value of its own.
        const lifted = used.has(value.id) ? { ...value, id: node.id } : value;
        used.add(value.id);
        return lifted;
      }
      case "scalar":
        return node;
    }
  }

  /** Puts the values back in JSON text that cannot be read as a tree. */
  liftText(text: string): string {
    if (!text.includes("•")) return text;
    return text.replace(/"•{8} [0-9]+"/g, (quoted) => {
      const node = this.#values.get(quoted.slice(1, -1));
      return node?.kind === "string" ? JSON.stringify(node.text) : node?.kind === "scalar" ? node.text : quoted;
    });
  }
}

/** Covers the values of sensitive leaves in a text, except those under four characters, which occur elsewhere too. */
export function coverText(text: string, root: Node, leaves: ReadonlySet<number>): string {
  const secrets: string[] = [];
  const walk = (node: Node): void => {
    if (node.kind === "object") for (const { node: value } of node.entries) walk(value);
    else if (node.kind === "array") for (const item of node.items) walk(item);
    else if (leaves.has(node.id) && node.text.length >= 4) secrets.push(node.text);
  };
  walk(root);
  return secrets
    .sort((a, b) => b.length - a.length)
    .reduce((covered, secret) => covered.replaceAll(secret, "•".repeat(8)), text);
}
