import type { Texts } from "cognitocheck";
import { type Rule, rules } from "cognitocheck/rules";

/**
 * Finds the rules that have all words of a query in their name, operations, texts or source. Their message is looked at
 * in English and in the language of the page.
 */
export function findRules(query: string, messages?: Texts): readonly Rule[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter(({ id, operations, message, answer = "", source }) => {
    const told = messages?.translate(message) ?? "";
    const text = [id, ...operations, message, told, answer, source].join("\n").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Finds the rule that comes with the module and has a code. Codes of the user's own rules have none. */
export function findRule(code: string): Rule | undefined {
  return rules.find((rule) => rule.code === code);
}
