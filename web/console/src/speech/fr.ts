import components from "@cloudscape-design/components/i18n/messages/all.fr";
import { texts as messages } from "cognitocheck/fr";
import { formTexts as form } from "cognitocheck/react/fr";
import { texts as page } from "../catalogue/fr";
import type { Speech } from ".";

export const speech: Speech = {
  language: "fr",
  tag: "fr",
  page,
  sentences: () => import("../catalogue/sentences-fr"),
  messages,
  form,
  components,
  locale: "fr",
};
