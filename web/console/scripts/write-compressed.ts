import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Writes each file compressed beside itself, for hosts that serve what lies there. */
export function writeCompressed(): Plugin {
  const compress = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) compress(path);
      else if (/\.(?:js|css|html|svg|wasm)$/.test(entry.name)) {
        const bytes = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(bytes));
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    }
  };
  return { name: "write-compressed", apply: "build", writeBundle: ({ dir = "dist" }) => compress(dir) };
}
