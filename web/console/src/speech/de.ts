import components from "@cloudscape-design/components/i18n/messages/all.de";
import { texts as messages } from "cognitocheck/de";
import { formTexts as form } from "cognitocheck/react/de";
import { texts as page } from "../catalogue/de";
import type { Speech } from ".";

export const speech: Speech = {
  language: "de",
  tag: "de",
  page,
  sentences: () => import("../catalogue/sentences-de"),
  messages,
  form,
  components,
  locale: "de",
};
