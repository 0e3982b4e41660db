/** Writes numbers as a language does, alone and with the form of a word that goes with them. */
export function numbersOf(language: string): {
  write: (n: number) => string;
  count: (n: number, one: string, other: string) => string;
} {
  const format = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  return {
    write: (n) => format.format(n),
    count: (n, one, other) => `${format.format(n)} ${plural.select(n) === "one" ? one : other}`,
  };
}
