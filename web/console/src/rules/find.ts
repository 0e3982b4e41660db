import { type Rule, rules } from "cognitocheck/rules";

const texts = rules.map(({ id, operations, message, answer = "", source }) =>
  [id, ...operations, message, answer, source].join("\n").toLowerCase(),
);

/** Finds the rules that have all words of a query in their name, operations, texts or source. */
export function findRules(query: string): readonly Rule[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((_, i) => words.every((word) => texts[i]!.includes(word)));
}

/** Finds the rule that comes with the module and has a code. Codes of the user's own rules have none. */
export function findRule(code: string): Rule | undefined {
  return rules.find((rule) => rule.code === code);
}
