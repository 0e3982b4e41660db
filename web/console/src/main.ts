// The first script of the page is small: it asks for all that the address needs at once.
import "./shell.css";
import { load } from "cognitocheck";
import { texts } from "./catalogue";
import { language, loadSpeech } from "./speech";

const check = load(undefined, { warnings: true });
const speech = loadSpeech(language());
const page = import("./console");
if (/^#\/rules\b/.test(location.hash)) void import("./rules/rules-page");
// An operation, but for its service alone.
else if (/^#\/[^?]*\./.test(location.hash)) void import("./page/operation-page");

const state = document.getElementById("state");
if (state) state.textContent = texts.start.loading;
try {
  const { show } = await page;
  show(await check, await speech);
} catch (error) {
  if (state) state.textContent = `${texts.start.failed}: ${error instanceof Error ? error.message : String(error)}`;
}
