// Leaves out of Cloudscape what no component of the console asks for: icons, and texts of other components. The build
// fails when one is missing here, and when one is here that none asks for.
import type { Plugin } from "vite";

/** The icons that the components in use name, and those that the console names. */
const icons = [
  ..."add-plus angle-down angle-left angle-right caret-down-filled check close copy dot ellipsis expand external".split(
    " ",
  ),
  ..."file gen-ai globe group keyboard menu refresh remove search settings".split(" "),
  ..."status-in-progress status-info status-negative status-not-started status-pending status-positive".split(" "),
  ..."status-stopped status-warning treeview-collapse treeview-expand upload".split(" "),
];

/** The components whose texts are in the messages. */
const components = [
  ..."alert attribute-editor autosuggest button button-dropdown error-boundary form form-field input link modal".split(
    " ",
  ),
  ..."multiselect popover select tabs token-group".split(" "),
];

const library = /@cloudscape-design[\\/]components[\\/]/;
const iconFile = /[\\/]icon[\\/]generated[\\/]icons\.js$/;
const messageFile = /[\\/]i18n[\\/]messages[\\/]all\.\w+(?:-\w+)?\.js$/;
/** One icon: its name, and the element up to the next one. */
const icon = /^ {4}"?([\w-]+)"?: (?:.|\n {5,})*\n/gm;

export function trimCloudscape(): Plugin {
  let known: string[] = [];
  return {
    name: "trim-cloudscape",
    transform(code, id) {
      if (!library.test(id)) return undefined;
      if (iconFile.test(id)) {
        known = [...code.matchAll(icon)].map(([, name = ""]) => name);
        return { code: code.replace(icon, (all, name) => (icons.includes(name) ? all : "")), map: null };
      }
      if (messageFile.test(id)) {
        const messages = JSON.parse(code.slice(code.indexOf("{"), code.lastIndexOf("}") + 1));
        for (const languages of Object.values(messages) as { [component: string]: object }[]) {
          for (const [language, texts] of Object.entries(languages))
            languages[language] = Object.fromEntries(
              Object.entries(texts).filter(([component]) => components.includes(component)),
            );
        }
        return { code: `export default ${JSON.stringify(messages)}`, map: null };
      }
      return undefined;
    },
    buildEnd(error) {
      if (error) return;
      const asked = { icons: new Set<string>(), components: new Set<string>() };
      const names = new RegExp(`(["'\`])(${known.join("|")})\\1`, "g");
      for (const id of this.getModuleIds()) {
        const code = this.getModuleInfo(id)?.code ?? "";
        if (
          library.test(id) &&
          !/[\\/]analytics[\\/]|\.css|\.css\.js$/.test(id) &&
          !iconFile.test(id) &&
          !messageFile.test(id)
        ) {
          for (const [, , name = ""] of code.matchAll(names)) asked.icons.add(name);
          for (const [, name = ""] of code.matchAll(/useInternalI18n\(\s*["'`]([^"'`]+)/g)) asked.components.add(name);
        } else if (/[\\/]console[\\/]src[\\/]/.test(id)) {
          for (const [, name = ""] of code.matchAll(/\bicon(?:Name)?: "([\w-]+)"/g)) asked.icons.add(name);
        }
      }
      compare("icons", icons, asked.icons);
      compare("components", components, asked.components);
    },
  };
}

function compare(list: string, have: readonly string[], asked: ReadonlySet<string>): void {
  const missing = [...asked].filter((name) => !have.includes(name));
  const surplus = have.filter((name) => !asked.has(name));
  if (missing.length || surplus.length)
    throw new Error(
      `the list of ${list} in scripts/trim-cloudscape.ts lacks [${missing}] and has [${surplus}] in vain`,
    );
}
