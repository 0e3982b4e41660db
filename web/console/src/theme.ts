import { applyMode, Mode } from "@cloudscape-design/global-styles";

export type Theme = "system" | "light" | "dark";

const name = "cognitocheck-theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Reads the theme that was chosen last; the system's when none was. */
export function theme(): Theme {
  try {
    const kept = localStorage.getItem(name);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    // Storage may be forbidden.
    return "system";
  }
}

function apply(): void {
  const chosen = theme();
  const isDark = chosen === "dark" || (chosen === "system" && dark.matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
}

export function chooseTheme(chosen: Theme): void {
  try {
    if (chosen === "system") localStorage.removeItem(name);
    else localStorage.setItem(name, chosen);
  } catch {
    applyMode(chosen === "dark" ? Mode.Dark : Mode.Light);
    return;
  }
  apply();
}

/** Applies the theme, and follows the system from here on. */
export function followTheme(): void {
  dark.addEventListener("change", apply);
  apply();
}
