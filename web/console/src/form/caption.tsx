// The texts around a field.
import Badge from "@cloudscape-design/components/badge";
import type { ReactNode } from "react";
import type { FieldProps } from "./field";
import { hint } from "./hint";

/** Writes the texts above a control, as properties of its FormField. */
export function writeCaption(props: FieldProps) {
  return { label: writeLabel(props), info: writeInfo(props), description: props.look?.description };
}

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

function writeInfo({ name, look, deprecated }: FieldProps): ReactNode {
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
