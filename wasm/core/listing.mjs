// Reads what `go build -gcflags=PATTERN=-S` prints: every symbol of the packages that match, its kind and size, and
// which other symbols its code or data refers to.

/** The name that Go's linker gives a function in the wasm name section. */
export const mangled = (symbol) => symbol.replace(/[^\w.]/g, "_");

/**
 * The symbols in a listing, as {functions, data}: functions by their name in the name section, with the references
 * {at, symbol, offset} to other symbols' addresses in the order of the code; data by symbol, with {kind, size}.
 */
export function parse(text) {
  const functions = new Map();
  const data = new Map();
  let open = null;
  for (const line of text.split("\n")) {
    const head = /^(\S.*?) (S[A-Z]+) .*?size=(\d+)/.exec(line);
    if (head) {
      const [, symbol, kind, size] = head;
      open = null;
      if (kind.startsWith("STEXT")) {
        open = { symbol, addresses: [] };
        functions.set(mangled(symbol), open);
      } else if (/^S(NOPTR)?(DATA|BSS)$|^SRODATA$/.test(kind)) data.set(symbol, { kind, size: Number(size) });
      continue;
    }
    const reference = /^\trel (\d+)\+\d+ t=(R_\w+) (.+?)(?:([+-])(-?\d+))?$/.exec(line);
    if (reference && open && reference[2] === "R_ADDR") {
      const [, at, , symbol, sign, offset] = reference;
      if (symbol !== open.symbol)
        open.addresses.push({ at: Number(at), symbol, offset: Number(offset ?? 0) * (sign === "-" ? -1 : 1) });
    }
  }
  for (const f of functions.values()) f.addresses.sort((a, b) => a.at - b.at);
  return { functions, data };
}
