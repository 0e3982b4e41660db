// The texts around a field: its label, the info next to the label, and the hint below the control.
import Badge from "@cloudscape-design/components/badge";
import type { ReactNode } from "react";
import type { FieldProps } from "./field";
import { hint } from "./hint";

const places = { uri: "the path", querystring: "the query", header: "a header" } as const;

export function writeLabel({
  name,
  look,
  required,
  unmarked,
}: Pick<FieldProps, "name" | "look" | "required" | "unmarked">): ReactNode {
  return (
    <>
      {look?.label ?? name}
      {!required && !unmarked && <i> - optional</i>}
    </>
  );
}

export function writeInfo({ name, look, deprecated }: FieldProps): ReactNode {
  const shown = look?.label !== undefined && look.label !== name;
  if (!shown && !deprecated) return undefined;
  return (
    <>
      {shown && <span className="name">{name}</span>}
      {deprecated && <Badge color="severity-medium">Deprecated</Badge>}
    </>
  );
}

export function writeHint({ shape, location, sensitive, look }: FieldProps): string {
  return [
    hint(shape, look?.keyLabel, look?.valueLabel),
    location && `Sent in ${places[location]}.`,
    sensitive && !shape.members && "Sensitive.",
  ]
    .filter(Boolean)
    .join(" ");
}
