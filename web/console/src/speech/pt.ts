import components from "@cloudscape-design/components/i18n/messages/all.pt-BR";
import { texts as messages } from "cognitocheck/pt";
import { formTexts as form } from "cognitocheck/react/pt";
import { texts as page } from "../catalogue/pt";
import type { Speech } from ".";

export const speech: Speech = {
  language: "pt",
  tag: "pt-BR",
  page,
  sentences: () => import("../catalogue/sentences-pt"),
  messages,
  form,
  components,
  locale: "pt-BR",
};
