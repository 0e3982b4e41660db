// What a form says of a violation, in the form's own words: the label instead of the member's name, and what in the
// value is wrong.
import { escapeToken } from "./location.js";
import type { FormTexts } from "./react-texts.js";
import type { Operation, Schema, Shape, Violation } from "./types.js";

/** The longest value, and the most different characters, that are looked at one by one. */
const longest = 2048;
const mostKinds = 64;

/** Characters that a pattern tends to leave out together. */
const groups: readonly RegExp[] = [/[^\x20-\x7e]/u, /\s/, /[^\w\s]/, /[^a-z0-9\s]/, /[A-Z]/, /[a-z]/, /[0-9]/];

/**
 * Writes the message of a violation for the field that it is shown at. value is what the field holds; that of a
 * sensitive one is not named. Costs some checks of the value alone where a pattern is broken.
 */
export function writeFormMessage(
  violation: Violation,
  {
    schema,
    shape,
    value,
    label,
    texts,
  }: {
    readonly schema: Schema<Operation>;
    readonly shape: Shape | undefined;
    readonly value: unknown;
    readonly label: string;
    readonly texts: FormTexts;
  },
): string {
  if (violation.code === "required") {
    if (shape?.enum || shape?.type === "boolean") return texts.choose(label);
    return shape && (shape.members || shape.element || shape.value) ? texts.addTo(label) : texts.fillIn(label);
  }
  if (violation.code === "pattern" && typeof value === "string") {
    const fault = nameFault(violation, value, schema, shape?.sensitive === true, texts);
    if (fault) return `${fault} ${violation.message}`;
  }
  return violation.message;
}

/** Names what in a value breaks its pattern; undefined where no single character does. */
function nameFault(
  violation: Violation,
  value: string,
  { check, operation }: Schema<Operation>,
  sensitive: boolean,
  texts: FormTexts,
): string | undefined {
  if (value.length > longest) return undefined;
  const breaks = (text: string) => {
    // The key of an entry is checked as part of the pointer.
    const pointer = violation.key
      ? `${violation.path.slice(0, violation.path.lastIndexOf("/"))}/${escapeToken(text)}`
      : violation.path;
    const { violations } = check.field(operation, pointer, violation.key ? "" : text);
    return violations.some(({ code, key }) => code === "pattern" && key === violation.key);
  };
  if (/\s$/.test(value) && !breaks(value.trimEnd())) return texts.blankAtEnd;
  if (/^\s/.test(value) && !breaks(value.trimStart())) return texts.blankAtStart;
  if (sensitive) return undefined;
  const characters = [...value];
  const kinds = [...new Set(characters)];
  if (kinds.length > mostKinds) return undefined;
  const isGood = (bad: (character: string) => boolean) => !breaks(characters.filter((each) => !bad(each)).join(""));
  const group = groups.find((group) => isGood((each) => group.test(each)));
  const found =
    kinds.find((kind) => isGood((each) => each === kind)) ??
    // One of several: the first that breaks what is good without its whole group.
    (group && kinds.find((kind) => group.test(kind) && !isGood((each) => group.test(each) && each !== kind)));
  if (found === undefined && !breaks("a") && breaks(kinds[0] ?? "")) return nameAt(0);
  return found === undefined ? undefined : nameAt(characters.indexOf(found));

  function nameAt(index: number): string {
    const character = characters[index] ?? "";
    return texts.offending(texts.invisible[character] ?? character, index + 1);
  }
}
