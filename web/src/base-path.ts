import type { Recognition } from "./recognise.js";

/** Takes a base path such as "/api/cognito" off a path; the path as it is where it is not below the base path. */
export function stripBasePath(path: string, base: string): string {
  return path === base || path.startsWith(`${base}/`) ? path.slice(base.length) || "/" : path;
}

/** Finds the shortest base path below which a path is one of the services'; undefined where there is none. */
export function findBasePath(path: string, recogniseAt: (path: string) => Recognition): string | undefined {
  for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1)) {
    const rest = path.slice(end);
    if (rest !== "/" && recogniseAt(rest)?.kind === "recognised") return path.slice(0, end);
  }
  return undefined;
}

/** Throws a TypeError for a base path that is none. Returns it without a slash at its end. */
export function needBasePath(base: unknown): string {
  if (typeof base === "string" && (base === "" || /^\/[^?#]*$/.test(base))) return base.replace(/\/+$/, "");
  throw new TypeError(`basePath is a path such as "/api/cognito", not ${JSON.stringify(base)}`);
}
