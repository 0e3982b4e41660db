// The first script of the page is small: it asks for all that the address needs at once.
import "./shell.css";
import { load } from "cognitocheck";
import { language, loadSpeech } from "./speech";

const check = load(undefined, { warnings: true });
const speech = loadSpeech(language());
const page = import("./console");
if (/^#\/rules\b/.test(location.hash)) void import("./rules/rules-page");
// An operation, but for its service alone.
else if (/^#\/[^?]*\./.test(location.hash)) void import("./page/operation-page");

const shell = document.querySelector<HTMLElement>(".shell");
if (shell) shell.dataset.state = "loading";
try {
  const { show } = await page;
  show(await check, await speech);
} catch (error) {
  if (shell) shell.dataset.state = "failed";
  const fault = document.getElementById("fault");
  if (fault) fault.textContent = error instanceof Error ? error.message : String(error);
}
