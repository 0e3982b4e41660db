import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { aliases } from "./scripts/aliases.mjs";
import { preloadPage } from "./scripts/preload-page.ts";
import { trimCloudscape } from "./scripts/trim-cloudscape.ts";
import { trimStyles } from "./scripts/trim-styles.ts";
import { writeCompressed } from "./scripts/write-compressed.ts";

/**
 * A digest of the sources. Hosts let browsers keep assets for good, and what is left of the styles depends on more than
 * what the hashes in their names are of.
 */
function digestSources(): string {
  const root = fileURLToPath(new URL("./", import.meta.url));
  const hash = createHash("sha256");
  for (const folder of ["src", "scripts"]) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const path of files.sort()) hash.update(readFileSync(path));
  }
  for (const name of ["vite.config.ts", "package-lock.json"]) hash.update(readFileSync(join(root, name)));
  return hash.digest("hex").slice(0, 8);
}

export default defineConfig({
  base: "./",
  resolve: {
    alias: aliases("stream.js"),
  },
  plugins: [trimCloudscape(), trimStyles(), preloadPage(), writeCompressed()],
  build: {
    target: "es2022",
    // Those that have light-dark(), which else depended on a color-scheme in the styles.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsDir: `assets/${digestSources()}`,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        // Few files, each with all that is needed at its time: what starts the page, what is on every page, a form,
        // what comes after the form.
        codeSplitting: {
          groups: [
            { name: "start", priority: 4, test: /console\/src\/(?:catalogue|speech)\/index\.ts$|dist\/stream\.js$/ },
            { name: "page", priority: 3, test: /console\/src\/console\.tsx$/ },
            { name: "form", priority: 2, test: /console\/src\/(?:page\/operation-page|panel\/code)\.tsx$/ },
            {
              name: "later",
              priority: 1,
              test: /console\/src\/(?:form\/control\/lists\.ts|panel\/output\.tsx|page\/example-button\.tsx)$/,
            },
          ],
        },
      },
      onwarn(warning, warn) {
        // Cloudscape marks its modules for server rendering, which the console does not use.
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
});
