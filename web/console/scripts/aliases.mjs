// Where the console's imports lead: the package's own build, and Preact in the place of React, which is a tenth of its
// size. Cloudscape and the package's hooks run on preact/compat.
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));
const preact = `${modules}preact/`;

/** Lists the aliases for Vite. entry is the file in dist that `cognitocheck` itself leads to. */
export function aliases(entry) {
  return [
    { find: /^cognitocheck\/react\/(\w+)$/, replacement: `${dist}react-$1.js` },
    { find: /^cognitocheck\/(\w+)$/, replacement: `${dist}$1.js` },
    { find: /^cognitocheck$/, replacement: `${dist}${entry}` },
    { find: /^react\/jsx-runtime$/, replacement: `${preact}compat/jsx-runtime.mjs` },
    { find: /^react-dom\/client$/, replacement: `${preact}compat/client.mjs` },
    { find: /^react(?:-dom)?$/, replacement: `${preact}compat/dist/compat.mjs` },
    // Cloudscape's messages come parsed.
    {
      find: /^@formatjs\/icu-messageformat-parser$/,
      replacement: `${modules}@formatjs/icu-messageformat-parser/lib/no-parser.js`,
    },
  ];
}
