const told = new Set<string>();

/**
 * Says something on the console, if there is anything to say, that a developer should know, once, and not in
 * production: where a bundler or a server has NODE_ENV other than "production", and without one on a page of this
 * machine.
 */
export function tellDeveloper(say: () => string | undefined): void {
  let isDevelopment: boolean;
  try {
    // Bundlers put a word in place of this expression. Without one, a page has no process.
    isDevelopment = process.env.NODE_ENV !== "production";
  } catch {
    isDevelopment = typeof location === "object" && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  }
  if (!isDevelopment || told.size > 100) return;
  const text = say();
  if (text === undefined || told.has(text)) return;
  told.add(text);
  console.warn(`cognitocheck: ${text}`);
}
