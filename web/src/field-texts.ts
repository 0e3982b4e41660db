// The words around one field, from the module's description of its shape and a catalogue.
import type { Counted, FormTexts, MemberTexts } from "./react-texts.js";
import type { Shape } from "./types.js";

/** The words around a field. */
export interface FieldTexts {
  readonly label: string;
  /** What the member is for; undefined where the catalogue does not say it. */
  readonly help: string | undefined;
  /** The bounds and what is allowed, in sentences; empty where everything is. */
  readonly hint: string;
  readonly placeholder: string | undefined;
  /** The words for true and false. */
  readonly words: readonly [string, string];
  /** What one element of a list, or one entry of a map, is called. */
  readonly item: string;
  readonly keyLabel: string;
  readonly valueLabel: string;
}

/**
 * Writes the words around a field. path is the names of the members that lead to it, joined by dots, without indexes
 * and keys.
 */
export function writeFieldTexts(path: string, shape: Shape, texts: FormTexts, english: FormTexts = texts): FieldTexts {
  const known = findTexts(path, texts);
  const keyLabel = known?.keyLabel ?? texts.key;
  const valueLabel = known?.valueLabel ?? texts.value;
  return {
    label: known?.label ?? texts.label(path.slice(path.lastIndexOf(".") + 1)),
    help: known?.help,
    hint: writeHint(shape, texts, keyLabel, valueLabel),
    placeholder: (known?.placeholder ?? findTexts(path, english)?.placeholder) || undefined,
    words: known?.words ?? texts.words,
    item: known?.item ?? (shape.value ? texts.entry : texts.item),
    keyLabel,
    valueLabel,
  };
}

/** Finds what a catalogue says of a member: by the longest end of its path that it knows. */
function findTexts(path: string, { members }: FormTexts): MemberTexts | undefined {
  for (let rest = path; ; rest = rest.slice(rest.indexOf(".") + 1)) {
    if (Object.hasOwn(members, rest)) return members[rest];
    if (!rest.includes(".")) return undefined;
  }
}

/**
 * Writes a shape's constraints, as the module describes them, in sentences: "1 to 128 characters. Only the letters …"
 */
export function writeHint(shape: Shape, texts: FormTexts, key = texts.key, value = texts.value): string {
  const named = (name: string, inner: Shape | undefined) => {
    const text = inner && !inner.members ? writeHint(inner, texts) : "";
    return text && `${name}: ${text}`;
  };
  const parts: string[] = [];
  switch (shape.type) {
    case "string":
      if (!shape.enum)
        parts.push(writeBounds(shape, "characters", texts), shape.allowed ? texts.allowed(shape.allowed) : "");
      break;
    case "blob":
      parts.push(writeBounds(shape, "bytes", texts));
      break;
    case "list":
      parts.push(writeBounds(shape, "items", texts), named(texts.each, shape.element));
      break;
    case "map":
      parts.push(writeBounds(shape, "entries", texts), named(key, shape.key), named(value, shape.value));
      break;
    case "integer":
    case "long":
      parts.push(writeBounds(shape, "number", texts));
      break;
    case "timestamp":
      parts.push(texts.timestamp);
      break;
  }
  return parts.filter(Boolean).join(" ");
}

function writeBounds({ min, max }: Shape, counted: Counted, texts: FormTexts): string {
  // "At least 0 characters" says nothing.
  const low = counted !== "number" && !min ? undefined : min;
  return low === undefined && max === undefined ? "" : texts.bounds(low, max, counted);
}
