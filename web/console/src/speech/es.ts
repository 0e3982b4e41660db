import components from "@cloudscape-design/components/i18n/messages/all.es";
import { texts as messages } from "cognitocheck/es";
import { formTexts as form } from "cognitocheck/react/es";
import { texts as page } from "../catalogue/es";
import type { Speech } from ".";

export const speech: Speech = {
  language: "es",
  tag: "es",
  page,
  sentences: () => import("../catalogue/sentences-es"),
  messages,
  form,
  components,
  locale: "es",
};
