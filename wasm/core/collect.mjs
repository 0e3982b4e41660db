// Collects what the core is made of: every function that an export needs, read and taken apart, and the variables that
// these functions refer to.

import { dropChecks } from "./checks.mjs";
import { ends, thread, tidy } from "./flow.mjs";
import { mangle } from "./listing.mjs";
import { read } from "./read.mjs";
import { explainCall, explainFunctionValue, explainReference, refusal } from "./refusal.mjs";
import { settle } from "./settle.mjs";
import { reduce } from "./structure.mjs";

/** @import binaryen from "binaryen" */
/** @import { Entry, Flow, Kept, ListedFunction, Listing, Place, Reference } from "./tree.ts" */

/**
 * @typedef {object} Collected
 * @property {Map<string, Flow>} flows the functions, by the linker's names
 * @property {Set<string>} written the functions written by hand that they call, by the linker's names
 * @property {Set<string>} ended the functions, ends of the program, that are unreachable now
 * @property {Map<string, Kept>} kept the variables that they refer to, by Go's spelling
 */

/**
 * @param {binaryen.Module} source the stock reactor
 * @param {binaryen.Module} moved the same with its data elsewhere
 * @param {Listing} listing
 * @param {Entry[]} entries
 * @param {Set<string>} variables the variables that the core may keep, in Go's spelling
 * @param {Set<string>} byHand the functions written by hand, by the linker's names
 * @returns {Collected}
 */
export function collect(source, moved, listing, entries, variables, byHand) {
  const collector = new Collector(source, moved, listing, variables, byHand);
  return collector.collect(entries);
}

class Collector {
  /** @type {Map<string, Flow>} */
  flows = new Map();
  /** @type {Set<string>} */
  written = new Set();
  /** @type {Set<string>} */
  ended = new Set();
  /** @type {Map<string, Kept>} */
  kept = new Map();
  /** @type {Map<string, { caller: ListedFunction, place: Place }>} The first call of each function. */
  callers = new Map();

  /**
   * @param {binaryen.Module} source
   * @param {binaryen.Module} moved
   * @param {Listing} listing
   * @param {Set<string>} variables
   * @param {Set<string>} byHand
   */
  constructor(source, moved, listing, variables, byHand) {
    this.source = source;
    this.moved = moved;
    this.listing = listing;
    this.variables = variables;
    this.byHand = byHand;
  }

  /** @param {Entry[]} entries */
  collect(entries) {
    const work = entries.map((e) => e.target);
    for (let name = work.pop(); name !== undefined; name = work.pop()) {
      if (this.flows.has(name)) continue;
      if (this.byHand.has(name)) {
        this.written.add(name);
        continue;
      }
      const flow = this.readFunction(name);
      tidy(flow);
      thread(flow);
      settle(flow);
      dropChecks(flow);
      reduce(flow);
      this.flows.set(name, flow);
      work.push(...this.noteCalls(flow));
    }
    const { flows, written, ended, kept } = this;
    return { flows, written, ended, kept };
  }

  /**
   * Notes which functions a function calls for the first time, and which it calls to end the program.
   *
   * @param {Flow} flow
   */
  noteCalls(flow) {
    /** @type {string[]} */
    const found = [];
    for (const { statements, exit } of flow.blocks) {
      if (exit.kind === "trap" && ends.test(exit.by)) this.ended.add(exit.by);
      for (const s of statements) {
        if (s.kind !== "call" || this.callers.has(s.target)) continue;
        this.callers.set(s.target, { caller: flow.listed, place: s.place });
        found.push(s.target);
      }
    }
    return found;
  }

  /** @param {string} name */
  readFunction(name) {
    const listed = this.listing.functions.get(name) ?? this.refuseCallee(name);
    /** @type {bigint[]} */
    const elsewhere = [];
    read(this.moved, name, listed, (value) => {
      elsewhere.push(value);
      return null;
    });
    for (const a of listed.addresses) this.expectAllowed(listed, a);
    const addresses = [...listed.addresses];
    const flow = read(this.source, name, listed, (value, n) => {
      if (elsewhere[n] === value) return null;
      const a = addresses.shift();
      if (!a) throw refusal(listed, listed.place, "has an address that the listing does not have");
      this.keep(listed, a, value);
      return { symbol: a.symbol, offset: a.offset };
    });
    if (addresses.length)
      throw refusal(listed, listed.place, `refers to ${addresses[0].symbol}, whose address its code does not have`);
    if (flow.constants !== elsewhere.length) throw refusal(listed, listed.place, "differs between the two builds");
    return flow;
  }

  /**
   * Refuses a reference to anything but the variables of the core.
   *
   * @param {ListedFunction} listed
   * @param {Reference} reference
   */
  expectAllowed(listed, { symbol, landmark }) {
    const { place } = listed.landmarks[landmark];
    const variable = this.listing.data.get(symbol);
    if (this.variables.has(symbol) && variable) {
      if (!variable.kind.startsWith("SNOPTR"))
        throw refusal(listed, place, `refers to ${symbol}, which holds pointers`, "Use indexes in it.");
      return;
    }
    const f = symbol.replace(/·f$/, "");
    const [what, next] = this.listing.functions.has(mangle(f))
      ? explainFunctionValue(f)
      : explainReference(symbol, listed.landmarks.slice(landmark));
    throw refusal(listed, place, what, next);
  }

  /**
   * Keeps a variable that a function refers to.
   *
   * @param {ListedFunction} listed
   * @param {Reference} reference
   * @param {bigint} value the address in the stock reactor
   */
  keep(listed, { symbol, offset, landmark }, value) {
    const variable = this.listing.data.get(symbol);
    const address = Number(value) - offset;
    const known = this.kept.get(symbol) ?? (variable && { ...variable, symbol, address, at: 0 });
    if (known?.address !== address)
      throw refusal(listed, listed.landmarks[landmark].place, `has ${symbol} at another address than the rest`);
    this.kept.set(symbol, known);
  }

  /**
   * Refuses a function that is neither in the listing nor written by hand.
   *
   * @param {string} name the linker's
   * @returns {never}
   */
  refuseCallee(name) {
    const callee = this.listing.spellings.get(name) ?? name;
    const call = this.callers.get(name);
    if (!call) throw new Error(`the listing has no ${callee}, which an export calls`);
    const [what, next] = explainCall(callee);
    throw refusal(call.caller, call.place, what, next);
  }
}
