// The console in Debian's Chromium, served with the policy that it is made for. The faults of a page are kept for the
// tests: console errors, violations of the policy, requests to other origins.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve, strictPolicy } from "../scripts/serve.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Where screenshots are kept. */
const artifacts = fileURLToPath(new URL("../.artifacts/", import.meta.url));

/** Serves the console and starts the browser. The second server has the same files under the strictest policy. */
export async function start() {
  if (!existsSync(executablePath))
    throw new Error(`there is no browser at ${executablePath}: run apt-get install chromium, or set CHROMIUM`);
  if (!existsSync(`${dist}/index.html`)) throw new Error("the console is not built: run npm run build");
  mkdirSync(artifacts, { recursive: true });
  const { server, url } = await serve(dist);
  const strict = await serve(dist, 0, strictPolicy);
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const faults = [];
  return {
    url,
    strictUrl: strict.url,
    browser,
    faults,
    /** Opens the console in a context of its own. prepare runs in the page before its own scripts. */
    async open(hash = "", { prepare, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 1000 },
        reducedMotion: "reduce",
        ...options,
      });
      context.setDefaultTimeout(15_000);
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) =>
          console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
        );
      });
      if (prepare) await context.addInitScript(prepare);
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning")
          faults.push(`${message.type()}: ${message.text()} (${page.url().slice(0, 120)})`);
      });
      page.on("pageerror", (error) => faults.push(`exception: ${error.stack}`));
      page.on("request", (request) => {
        if (
          !request.url().startsWith(url) &&
          !request.url().startsWith(strict.url) &&
          !request.url().startsWith("blob:")
        )
          faults.push(`request: ${request.url()}`);
      });
      await page.goto(url + hash);
      await page.locator("h1").waitFor();
      return page;
    },
    async stop() {
      await browser.close();
      server.close();
      strict.server.close();
    },
  };
}

/**
 * Keeps a picture of the whole page. It makes the window as high as the page, since a page that scrolls looks
 * different.
 */
export async function picture(page, name) {
  const { width, height } = page.viewportSize();
  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewportSize({
    width,
    height: Math.max(height, await page.evaluate(() => document.documentElement.scrollHeight)),
  });
  await page.screenshot({ path: `${artifacts}${name}.png` });
  await page.setViewportSize({ width, height });
}

/** The parts of a page that the tests use. */
export function parts(page) {
  const editor = page.locator("json-editor");
  const json = {
    content: editor.getByRole("textbox", { name: "Request as JSON" }),
    /** Replaces all text, as a person who selects it and types would. */
    async fill(text) {
      await json.content.waitFor();
      await editor.evaluate((element, text) => {
        element.value = text;
        element.dispatchEvent(new Event("input"));
      }, text);
    },
    /** The text, once the page has written it. */
    inputValue: async () => {
      await json.content.waitFor();
      return editor.evaluate(
        (element) =>
          new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(element.value)))),
      );
    },
    selected: () => editor.evaluate((element) => element.selected),
  };
  return {
    json,
    verdict: page.getByTestId("verdict"),
    problems: page.getByRole("list", { name: "Problems" }).getByRole("listitem"),
    search: page
      .getByRole("searchbox", { name: "Find an operation" })
      .or(page.getByRole("textbox", { name: "Find an operation" })),
    check: page.getByRole("button", { name: "Check", exact: true }).last(),
    place: (pointer) => page.locator(`[data-place="${pointer}"]`),
    input: (pointer) => page.locator(`[data-place="${pointer}"] :is(input, textarea)`).first(),
    request: async () => JSON.parse(await json.inputValue()),
    /** Goes to an operation as a person does. */
    async find(operation) {
      const search = page.getByPlaceholder("Find an operation");
      await search.fill(operation);
      await search.press("Enter");
      await page.getByRole("heading", { level: 1, name: operation.split(".").at(-1), exact: true }).waitFor();
    },
    /** Loads an example, by its title where there are several. */
    async example(title) {
      await page.getByRole("button", { name: "Load an example" }).first().click();
      if (title) await page.getByRole("menuitem", { name: title }).click();
    },
    async tab(name) {
      await page.getByRole("tab", { name }).click();
    },
  };
}

/** By how many pixels the page is too wide, and the parts that are beyond its edge. */
export function measureOverhang(page, selector) {
  return page.evaluate((selector) => {
    const limit = document.documentElement.clientWidth;
    return {
      page: document.documentElement.scrollWidth - limit,
      parts: [...document.querySelectorAll(selector)]
        .filter(
          (element) => element.getBoundingClientRect().right > limit + 1 && !element.closest("[role=tablist], .drop"),
        )
        .map((element) => element.outerHTML.slice(0, 80)),
    };
  }, selector);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The findings that axe-core calls serious or critical. */
export async function seriousFaults(page, within) {
  await page.evaluate(axe);
  return page.evaluate(async (within) => {
    const { violations } = await globalThis.axe.run(within ? { include: [within] } : document, {
      resultTypes: ["violations"],
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any.map(({ message }) => message).join("; ")}`),
      );
  }, within);
}
