import type { Operation, Shape } from "cognitocheck";
import { layouts } from ".";
import type { Layout, LayoutSection } from "./layout";

/** Lists the sections of a form: as it was laid out, or else what is required and what is not. */
export function listSections(operation: Operation, shape: Shape): readonly LayoutSection[] {
  const layout = layouts[operation];
  return layout ? completeLayout(layout, shape) : splitByRequired(shape);
}

function splitByRequired({ members = [] }: Shape): readonly LayoutSection[] {
  const needed = members.filter(({ required }) => required).map(({ name }) => name);
  const rest = members.filter(({ required }) => !required).map(({ name }) => name);
  return [
    ...(needed.length || !rest.length ? [{ title: "required" as const, members: needed }] : []),
    ...(rest.length ? [{ title: "optional" as const, members: rest, optional: true }] : []),
  ];
}

/** A newer model may have members that the layout does not know. */
function completeLayout({ sections }: Layout, { members = [] }: Shape): readonly LayoutSection[] {
  const placed = new Set([
    "UserPoolId",
    "ProviderName",
    "ProviderType",
    "ProviderDetails",
    ...sections.flatMap(({ members }) => members ?? []),
  ]);
  const rest = members.map(({ name }) => name).filter((name) => !placed.has(name));
  return [...sections, ...(rest.length ? [{ title: "others" as const, members: rest }] : [])];
}
