// The texts for persons in a language of their own. The module says everything in English; a language has a translation
// for each English text, and takes the values in a message from where its English has them.
import type { ruleTexts, words } from "./catalogue_gen.js";
import { english } from "./english_gen.js";
import type { UndecidedError } from "./errors.js";
import type { FormMessage, OwnTexts, Texts, Violation } from "./types.js";

type Placeholder<English extends string> = English extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends "s" | "ies" | `#${string}` ? never : Name) | Placeholder<Rest>
  : never;
type HoldsEach<Name> = (Name extends string ? (text: `${string}{${Name}}${string}`) => void : never) extends (
  text: infer Text,
) => void
  ? Text
  : never;
/** The translation of an English text: it has the placeholders of it, in any order. */
type Translation<English extends string> = [Placeholder<English>] extends [never]
  ? string
  : HoldsEach<Placeholder<English>>;

/**
 * All texts in a language. A placeholder such as {limit} is in the place of a value. `{limit:element|elements}` is the
 * one or the other word, as the language has it for that number; the translations of "character" and "byte" have both
 * forms in the same way.
 */
export interface Catalogue {
  /** The messages of codes that are no rules'. */
  readonly messages: { readonly [code in keyof typeof english]: Translation<(typeof english)[code]> };
  /** The messages of rules, by their English. */
  readonly rules: { readonly [text in (typeof ruleTexts)[number]]: Translation<text> };
  /** What is put in the place of a placeholder, by its English. */
  readonly words: { readonly [text in (typeof words)[number]]: Translation<text> };
  /** What a form says when it could not be checked, by the reason. */
  readonly undecided: { readonly [reason in UndecidedError["reason"]]: string };
  /** What a form says itself, by its English. */
  readonly forms: { readonly [text in FormMessage]: string };
}

/** Makes the texts of a language, named by its BCP 47 tag such as "de", out of a catalogue that has them all. */
export function makeTexts(language: string, catalogue: Catalogue): Texts {
  return new LanguageTexts(language, catalogue);
}

interface Texted {
  readonly messages: { readonly [code: string]: string };
  readonly rules: { readonly [english: string]: string };
  readonly words: { readonly [english: string]: string };
  readonly undecided: { readonly [reason: string]: string };
  readonly forms: { readonly [english: string]: string };
}
type Values = { [placeholder: string]: string };

class LanguageTexts implements Texts {
  readonly language: string;
  readonly #texts: Texted;
  readonly #plural: Intl.PluralRules;

  constructor(language: string, texts: Texted) {
    this.language = language;
    this.#texts = texts;
    this.#plural = new Intl.PluralRules(language);
    Object.freeze(this);
  }

  tell({ code, message }: Pick<Violation, "code" | "message">): string {
    const { messages, rules } = this.#texts;
    if (!Object.hasOwn(english, code)) return this.#translateBy(rules, message) ?? message;
    const values = readValues(englishOf(code), message);
    return (values && this.#fill(messages[code]!, values)) ?? message;
  }

  tellUndecided({ reason, message }: Pick<UndecidedError, "reason" | "message">): string {
    return this.#texts.undecided[reason] ?? message;
  }

  translate(text: string): string {
    const { rules, words, forms } = this.#texts;
    return this.#translateBy(rules, text) ?? this.#translateBy(words, text) ?? forms[text] ?? text;
  }

  with(own: OwnTexts): Texts {
    const { messages, rules, words, undecided, forms } = this.#texts;
    for (const [code, text] of Object.entries(own.messages ?? {})) {
      if (!Object.hasOwn(english, code)) {
        throw new TypeError(
          code.startsWith("rule.")
            ? `the text of ${code} goes into rules, by the rule's message`
            : `there is no code ${JSON.stringify(code)}; the codes are ${Object.keys(english).join(", ")}`,
        );
      }
      checkTranslation(englishOf(code), text);
    }
    for (const [text, translation] of Object.entries({ ...own.rules, ...own.words, ...own.forms }))
      checkTranslation(text, translation);
    return new LanguageTexts(this.language, {
      messages: { ...messages, ...own.messages },
      rules: { ...rules, ...own.rules },
      words: { ...words, ...own.words },
      undecided: { ...undecided, ...own.undecided },
      forms: { ...forms, ...own.forms },
    });
  }

  /** Translates a text by a list, whose English may have placeholders; undefined for a text that is not of the list. */
  #translateBy(list: { readonly [english: string]: string }, text: string): string | undefined {
    if (Object.hasOwn(list, text)) return list[text];
    for (const template in list) {
      const values = template.includes("{") ? readValues(template, text) : undefined;
      if (values) return this.#fill(list[template]!, values);
    }
    return undefined;
  }

  /** Puts the values into a translation; undefined where one of them is words that have no translation. */
  #fill(translation: string, values: Values): string | undefined {
    const translated = { ...values };
    for (const name of wordPlaceholders) {
      const value = values[name];
      if (!value) continue;
      const words = this.#translateBy(this.#texts.words, value);
      if (words === undefined) return undefined;
      translated[name] = name === "unit" ? this.#choose(words, values.limit!) : words;
    }
    return translation.replace(placeholder, (written, name: string, forms: string | undefined) => {
      const value = translated[name];
      if (value === undefined) return written;
      return forms === undefined ? value : this.#choose(forms, value);
    });
  }

  /** Chooses the form of a word that goes with a number: of "one|other", or of a single form. */
  #choose(forms: string, number: string): string {
    const [one, other] = forms.split("|");
    return this.#plural.select(Number(number)) === "one" ? one! : (other ?? one!);
  }
}

function englishOf(code: string): string {
  return english[code as keyof typeof english];
}

/** Throws a TypeError for a translation with a placeholder that its English does not have. */
function checkTranslation(english: string, translation: unknown): void {
  if (typeof translation !== "string") {
    throw new TypeError(`the text for ${JSON.stringify(english)} is a string, not ${typeof translation}`);
  }
  const names = [...english.matchAll(placeholder)].map(([, name]) => name);
  for (const [written, name] of translation.matchAll(placeholder)) {
    if (!names.includes(name)) {
      throw new TypeError(`there is no value for ${written}; the English is ${JSON.stringify(english)}`);
    }
  }
}

const placeholder = /\{(\w+)(?::([^{}]*))?\}/g;
/** The placeholders whose values are words of the catalogue. */
const wordPlaceholders = ["unit", "nearest", "expected", "found", "reason", "allowed"];
const forms: { readonly [placeholder: string]: string } = {
  limit: "(?<limit>-?\\d+)",
  actual: "(?<actual>-?\\d+)",
  s: "s?",
  ies: "(?:y|ies)",
};
const patterns = new Map<string, RegExp>();

/** Reads the values in a message that its template has placeholders for; undefined for another message. */
function readValues(template: string, message: string): Values | undefined {
  let pattern = patterns.get(template);
  if (!pattern) {
    const parts = template
      .split(placeholder)
      .map((part, i) =>
        i % 3 === 0
          ? part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")
          : i % 3 === 1
            ? (forms[part] ?? `(?<${part}>.*?)`)
            : "",
      );
    pattern = new RegExp(`^${parts.join("")}$`, "s");
    patterns.set(template, pattern);
  }
  const match = pattern.exec(message);
  return match ? (match.groups ?? {}) : undefined;
}
