// The language of the page: which there are, which was chosen, and all that is said in it.
import type { I18nProviderProps } from "@cloudscape-design/components/i18n";
import type { Texts as MessageTexts } from "cognitocheck";
import type { FormTexts } from "cognitocheck/react";
import type { LoadSentences, Texts } from "../catalogue";

/** The languages, each by its own name. */
export const languages = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  ja: "日本語",
  pt: "Português",
  zh: "简体中文",
} as const;

export type Language = keyof typeof languages;

/** All that is said in a language. */
export interface Speech {
  readonly language: Language;
  /** For the attribute lang. */
  readonly tag: string;
  /** The texts of the page. */
  readonly page: Texts;
  /** The sentences on operations, which are loaded when they are needed. */
  readonly sentences: LoadSentences;
  /** The messages of the module; undefined for its own English. */
  readonly messages: MessageTexts | undefined;
  /** The words around fields. */
  readonly form: FormTexts;
  /** The texts inside Cloudscape's components, and their name of the language. */
  readonly components: I18nProviderProps["messages"][number];
  readonly locale: string;
}

const speeches: { readonly [language in Language]: () => Promise<{ readonly speech: Speech }> } = {
  en: () => import("./en"),
  de: () => import("./de"),
  es: () => import("./es"),
  fr: () => import("./fr"),
  ja: () => import("./ja"),
  pt: () => import("./pt"),
  zh: () => import("./zh"),
};

/** Loads what is said in a language. */
export async function loadSpeech(language: Language): Promise<Speech> {
  return (await speeches[language]()).speech;
}

/** The language of the page: public/language.js has chosen one. */
export function language(): Language {
  const short = document.documentElement.lang.slice(0, 2);
  return Object.hasOwn(languages, short) ? (short as Language) : "en";
}

/** Keeps the language for the next visit, for public/language.js. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem("cognitocheck-language", language);
  } catch {
    // It is chosen for this visit alone.
  }
}
