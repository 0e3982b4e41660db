import "@cloudscape-design/global-styles/index.css";
import "./styles.css";
import type { Check } from "cognitocheck";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import type { Speech } from "./speech";
import { followTheme } from "./theme";

/** Puts the console in the place of what was on the page while it was loaded. */
export function show(check: Check, speech: Speech): void {
  followTheme();
  createRoot(document.getElementById("page")!).render(<App check={check} first={speech} />);
}
