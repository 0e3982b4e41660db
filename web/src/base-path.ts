import type { Recognition } from "./recognise.js";

/** Takes a base path such as "/api/cognito" off a path; the path as it is where it is not below the base path. */
export function stripBasePath(path: string, base: string): string {
  return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) || "/" : path;
}

/**
 * Finds the shortest base path below which a path is one of the services', and what is recognised there; undefined
 * where there is none.
 */
export function findBasePath(
  path: string,
  recogniseAt: (path: string) => Recognition,
): { readonly base: string; readonly found: Recognition } | undefined {
  for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1)) {
    const rest = path.slice(end);
    const found = rest === "/" ? undefined : recogniseAt(rest);
    if (found?.kind === "recognised") return { base: path.slice(0, end), found };
  }
  return undefined;
}

/** Throws a TypeError for a base path that is none. Returns it without a slash at its end. */
export function needBasePath(base: unknown): string {
  if (typeof base === "string" && (base === "" || /^\/[^?#]*$/.test(base))) return base.replace(/\/+$/, "");
  throw new TypeError(`basePath is a path such as "/api/cognito", not ${JSON.stringify(base)}`);
}
