// Reads what `go build -gcflags=PATTERN=-S` prints: every symbol of the packages that match, its kind and size, which
// other symbols its code or data refers to, and where in the source each instruction comes from.

/** @import { Listing, ListedFunction, Reference } from "./tree.ts" */

/**
 * The name that Go's linker gives a function in the wasm name section.
 *
 * @param {string} symbol Go's spelling
 */
export const mangle = (symbol) => symbol.replace(/[^\w.]/g, "_");

const HEAD = /^(\S.*?) (S[A-Z]+) .*?size=(\d+)/;
const INSTRUCTION = /^\t0x[0-9a-f]+ \d+ \((?:(.+:\d+)|<unknown line number>)\)\t(\w+)(?:\t(.*))?$/;
const LANDMARK = /^(?:[IF](?:32|64)(?:Const|Load|Store)\w*|Call|CallIndirect)$/;
const REFERENCE = /^\trel (\d+)\+\d+ t=(R_\w+) (.+?)(?:([+-])(-?\d+))?$/;

/**
 * @param {string} text
 * @param {string} module the path of the Go module; its files are named from its root
 * @returns {Listing}
 */
export function parse(text, module) {
  /** @type {Listing} */
  const listing = { functions: new Map(), data: new Map(), spellings: new Map() };
  /** @type {ListedFunction | null} */
  let open = null;
  for (const line of text.split("\n")) {
    const head = HEAD.exec(line);
    if (head) {
      open = openSymbol(listing, head[1], head[2], Number(head[3]));
      continue;
    }
    if (!open) continue;
    const instruction = INSTRUCTION.exec(line);
    if (instruction) addInstruction(open, instruction, `${module}/`);
    else {
      const reference = REFERENCE.exec(line);
      if (reference) addReference(listing, open, reference);
    }
  }
  for (const f of listing.functions.values()) {
    f.addresses.sort((a, b) => a.at - b.at);
    const referring = f.landmarks.flatMap((l, n) => (l.refers ? [n] : []));
    f.addresses.forEach((a, n) => {
      a.landmark = referring[n];
    });
  }
  return listing;
}

/**
 * @param {Listing} listing
 * @param {string} symbol
 * @param {string} kind
 * @param {number} size
 * @returns {ListedFunction | null} the symbol if it is a function
 */
function openSymbol(listing, symbol, kind, size) {
  if (kind.startsWith("STEXT")) {
    const open = { symbol, place: "", addresses: [], landmarks: [], callsInterfaces: false };
    listing.functions.set(mangle(symbol), open);
    listing.spellings.set(mangle(symbol), symbol);
    return open;
  }
  if (/^S(NOPTR)?(DATA|BSS)$|^SRODATA$/.test(kind)) listing.data.set(symbol, { kind, size });
  return null;
}

/**
 * @param {ListedFunction} open
 * @param {RegExpExecArray} match of INSTRUCTION
 * @param {string} prefix of the module's files
 */
function addInstruction(open, [, where, mnemonic, operand], prefix) {
  const before = open.landmarks[open.landmarks.length - 1]?.place ?? open.place;
  // What is inlined from another module, or has no line, counts as the line before it.
  const place = where?.startsWith(prefix) ? where.slice(prefix.length) : before || where;
  open.place ||= place;
  if (!LANDMARK.test(mnemonic)) return;
  const symbol = /^\$?(.*?)(?:\+\d+)?\(SB\)$/.exec(operand)?.[1];
  if (mnemonic === "Call") open.landmarks.push({ place, callee: symbol, refers: false });
  else open.landmarks.push({ place, refers: symbol !== undefined && symbol !== open.symbol });
}

/**
 * @param {Listing} listing
 * @param {ListedFunction} open
 * @param {RegExpExecArray} match of REFERENCE
 */
function addReference(listing, open, [, at, type, symbol, sign, digits]) {
  if (type === "R_CALL") listing.spellings.set(mangle(symbol), symbol);
  if (type === "R_USEIFACEMETHOD") open.callsInterfaces = true;
  if (type !== "R_ADDR" || symbol === open.symbol) return;
  /** @type {Reference} */
  const reference = { at: Number(at), symbol, offset: Number(digits ?? 0) * (sign === "-" ? -1 : 1), landmark: 0 };
  open.addresses.push(reference);
}
