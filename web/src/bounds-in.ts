import type { Counted, FormTexts } from "./react-texts.js";

/** The sentences for bounds: {n} is the number with what it counts, {min} the lower number alone. */
export interface BoundSentences {
  readonly atLeast: string;
  readonly upTo: string;
  readonly exactly: string;
  readonly between: string;
  /** Of a number that counts nothing. */
  readonly orMore: string;
}

/**
 * Makes what writes the bounds of a shape in a language. units has what is written after a number: one form, or
 * "one|other" where the word goes with the number.
 */
export function boundsIn(
  language: string,
  sentences: BoundSentences,
  units: { readonly [counted in Exclude<Counted, "number">]: string },
): FormTexts["bounds"] {
  const format = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  return (min, max, counted) => {
    const write = (n: number) => {
      const [one = "", other = one] = counted === "number" ? [] : units[counted].split("|");
      return format.format(n) + (plural.select(n) === "one" ? one : other);
    };
    const say = (sentence: string, n: number) =>
      sentence.replace("{n}", () => write(n)).replace("{min}", () => format.format(min!));
    if (max === undefined) {
      if (min === undefined) return "";
      return say(counted === "number" ? sentences.orMore : sentences.atLeast, min);
    }
    if (min === undefined) return say(sentences.upTo, max);
    return say(min === max ? sentences.exactly : sentences.between, max);
  };
}
