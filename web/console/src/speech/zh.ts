import components from "@cloudscape-design/components/i18n/messages/all.zh-CN";
import { formTexts as form } from "cognitocheck/react/zh";
import { texts as messages } from "cognitocheck/zh";
import { texts as page } from "../catalogue/zh";
import type { Speech } from ".";

export const speech: Speech = {
  language: "zh",
  tag: "zh-Hans",
  page,
  sentences: () => import("../catalogue/sentences-zh"),
  messages,
  form,
  components,
  locale: "zh-CN",
};
