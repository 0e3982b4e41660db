import { entriesOf, type Node, print } from "./json";

/**
 * Takes back what was loaded and keeps what was changed since: a member that still is as it was loaded becomes what it
 * was before; another one stays. undefined where nothing is left.
 */
export function takeBack(before: Node | undefined, loaded: Node | undefined, now: Node | undefined): Node | undefined {
  if (isSame(loaded, now)) return before;
  if (now?.kind !== "object" || loaded?.kind !== "object" || (before && before.kind !== "object")) return now;
  const find = (node: Node | undefined, name: string) => entriesOf(node).find((entry) => entry.name === name);
  const names = new Set([...entriesOf(before), ...entriesOf(now)].map(({ name }) => name));
  const entries = [...names].flatMap((name) => {
    const current = find(now, name);
    const kept = takeBack(find(before, name)?.node, find(loaded, name)?.node, current?.node);
    const known = current ?? find(before, name);
    return kept && known ? [{ ...known, node: kept }] : [];
  });
  return entries.length ? { kind: "object", id: now.id, entries } : undefined;
}

function isSame(one: Node | undefined, other: Node | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && print(one) === print(other));
}
