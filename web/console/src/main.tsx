import "@cloudscape-design/global-styles/index.css";
import "./styles.css";
import Alert from "@cloudscape-design/components/alert";
import { load } from "cognitocheck";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { followTheme } from "./theme";

followTheme();
const root = createRoot(document.getElementById("page")!);
try {
  const check = await load(undefined, { warnings: true });
  root.render(<App check={check} />);
} catch (error) {
  root.render(
    <Alert type="error" header="The page cannot start">
      {error instanceof Error ? error.message : String(error)}
    </Alert>,
  );
}
