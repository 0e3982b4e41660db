import components from "@cloudscape-design/components/i18n/messages/all.ja";
import { texts as messages } from "cognitocheck/ja";
import { formTexts as form } from "cognitocheck/react/ja";
import { texts as page } from "../catalogue/ja";
import type { Speech } from ".";

export const speech: Speech = {
  language: "ja",
  tag: "ja",
  page,
  sentences: () => import("../catalogue/sentences-ja"),
  messages,
  form,
  components,
  locale: "ja",
};
