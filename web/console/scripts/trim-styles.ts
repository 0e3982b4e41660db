import { transform } from "lightningcss";
import type { Plugin, Rolldown } from "vite";

/** Cloudscape's themes for parts of a page and for densities that the console has not. */
const unusedClasses = [
  ...["app-layout-toolbar", "compact-table", "content-header", "flashbar", "flashbar-warning", "top-navigation"].map(
    (name) => `awsui-context-${name}`,
  ),
  "awsui-compact-mode",
  "awsui-motion-disabled",
];

/**
 * Takes out of Cloudscape's styles what no part of the console uses: themes, custom properties that nothing refers to,
 * and 140 kB of fonts as data: URLs, which the page's Content-Security-Policy forbids. The system has fonts.
 */
export function trimStyles(): Plugin {
  const trim = (code: string, unusedSymbols: string[]) =>
    String(transform({ filename: "", code: Buffer.from(code), minify: true, unusedSymbols }).code);
  return {
    name: "trim-styles",
    generateBundle(_options, bundle) {
      const styles: Rolldown.OutputAsset[] = [];
      let scripts = "";
      for (const output of Object.values(bundle)) {
        if (output.type === "chunk") scripts += output.code;
        else if (output.fileName.endsWith(".css")) styles.push(output);
      }
      for (const asset of styles)
        asset.source = trim(String(asset.source).replace(/@font-face\s*\{[^}]*\}/g, ""), unusedClasses);
      const unused = unusedProperties(styles.map(({ source }) => String(source)).join("\n"), scripts);
      for (const asset of styles) asset.source = trim(String(asset.source), unused);
    },
  };
}

/** Lists the custom properties that neither another declaration in use nor a script refers to. */
function unusedProperties(styles: string, scripts: string): string[] {
  const declared = new Map<string, string[]>();
  const used = new Set([...scripts.matchAll(/--[\w-]+/g)].map(([name]) => name));
  for (const [, name = "", value = ""] of styles.matchAll(/[{;]([\w-]+):([^;{}]*)/g)) {
    const names = [...value.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => name);
    if (name.startsWith("--")) declared.set(name, [...(declared.get(name) ?? []), ...names]);
    else for (const each of names) used.add(each);
  }
  // A set is walked with what is added on the way.
  for (const name of used) for (const each of declared.get(name) ?? []) used.add(each);
  return [...declared.keys()].filter((name) => !used.has(name));
}
