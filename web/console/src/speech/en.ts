import components from "@cloudscape-design/components/i18n/messages/all.en";
import { english as form } from "cognitocheck/react";
import { english as page } from "../catalogue/english";
import type { Speech } from ".";

export const speech: Speech = {
  language: "en",
  tag: "en",
  page,
  sentences: () => import("../catalogue/sentences"),
  messages: undefined,
  form,
  components,
  locale: "en",
};
