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

const name = "cognitocheck-language";

/** Reads the language that was chosen last; when none was, the browser's first that the page has, else English. */
export function language(): Language {
  const known = (tag: string | null | undefined): Language | undefined => {
    const short = tag?.slice(0, 2).toLowerCase() ?? "";
    // Traditional Chinese is another script.
    if (/^zh\b.*\b(?:hant|tw|hk|mo)\b/i.test(tag ?? "")) return undefined;
    return Object.hasOwn(languages, short) ? (short as Language) : undefined;
  };
  try {
    const kept = known(localStorage.getItem(name));
    if (kept) return kept;
  } catch {
    // Storage may be forbidden.
  }
  for (const tag of navigator.languages) {
    const found = known(tag);
    if (found) return found;
  }
  return "en";
}

/** Keeps the language for the next visit. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(name, language);
  } catch {
    // It is chosen for this visit alone.
  }
}
