// The texts around a field.
import Badge from "@cloudscape-design/components/badge";
import { english, type FieldTexts, writeFieldTexts } from "cognitocheck/react";
import type { ReactNode } from "react";
import type { FieldProps } from "./field";
import { useFormContext } from "./state";

export interface Caption extends FieldTexts {
  /** The name of the member, as the API has it. */
  readonly name: string;
  /** The properties of its FormField. */
  readonly above: { readonly label: ReactNode; readonly info: ReactNode; readonly description: ReactNode };
  /** All that is said below the control. */
  readonly below: string;
}

/** Writes the texts around a field. */
export function useCaption({
  path,
  shape,
  required,
  unmarked,
  deprecated,
  location,
  sensitive,
}: Pick<FieldProps, "path" | "shape" | "required" | "unmarked" | "deprecated" | "location" | "sensitive">): Caption {
  const { form } = useFormContext();
  const words = form.texts;
  const texts = writeFieldTexts(path, shape, words, english);
  const name = path.slice(path.lastIndexOf(".") + 1);
  const isOther = texts.label !== name;
  return {
    ...texts,
    name,
    above: {
      label: (
        <>
          {texts.label}
          {!required && !unmarked && <i> - {words.optional}</i>}
        </>
      ),
      info:
        isOther || deprecated ? (
          <>
            {isOther && <span className="name">{name}</span>}
            {deprecated && <Badge color="severity-medium">{words.deprecated}</Badge>}
          </>
        ) : undefined,
      description: texts.help,
    },
    below: [texts.hint, location && words.location[location], sensitive && !shape.members && words.sensitive]
      .filter(Boolean)
      .join(" "),
  };
}
