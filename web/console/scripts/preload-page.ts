import type { HtmlTagDescriptor, Plugin } from "vite";

/** Asks for the module, and for the scripts and styles of the page, together with the first script and not after it. */
export function preloadPage(): Plugin {
  return {
    name: "preload-page",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const outputs = Object.values(bundle);
        const page = outputs.find((each) => each.type === "chunk" && each.isDynamicEntry && each.name === "console");
        if (page?.type !== "chunk") throw new Error("there is no chunk console for preload-page");
        const scripts = [page.fileName, ...page.imports].map((name) => bundle[name]!);
        const styles = scripts.flatMap((each) => [...(each.viteMetadata?.importedCss ?? [])]);
        const modules = outputs.filter(({ fileName }) => fileName.endsWith(".wasm"));
        const link = (href: string, attrs: HtmlTagDescriptor["attrs"]): HtmlTagDescriptor => ({
          tag: "link",
          attrs: { ...attrs, crossorigin: true, href: `./${href}` },
          injectTo: "head",
        });
        return [
          ...modules.map(({ fileName }) => link(fileName, { rel: "preload", as: "fetch" })),
          ...scripts.map(({ fileName }) => link(fileName, { rel: "modulepreload" })),
          ...styles.map((fileName) => link(fileName, { rel: "preload", as: "style" })),
        ];
      },
    },
  };
}
