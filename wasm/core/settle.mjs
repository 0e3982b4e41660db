// Makes SP a known distance, so that loads and stores of the stack become slots.

import binaryen from "binaryen";
import { changeExpressions, listNodes, successors, tidy } from "./flow.mjs";
import { refusal } from "./refusal.mjs";

/** @import { Block, Expression, Flow, Place, Statement } from "./tree.ts" */

const { i32, AddInt32, SubInt32, AddInt64, WrapInt64, ExtendUInt32 } = binaryen;

/** The local that caches SP. */
const SP = 1;

/**
 * Replaces SP by its distance from what it was at the function's entry, and takes the guard against the stack's end
 *   out.
 *
 * @param {Flow} flow
 */
export function settle(flow) {
  /** @type {Map<Block, number | null>} SP at a block's beginning; null: it is not read yet. */
  const depth = new Map([[flow.blocks[0], null]]);
  for (const b of depth.keys()) {
    const sp = new Settler(flow, depth.get(b) ?? null).settleBlock(b);
    for (const next of successors(b.exit)) {
      if (!depth.has(next)) depth.set(next, sp);
      else if (depth.get(next) !== sp)
        throw refusal(flow.listed, flow.listed.place, "has an SP that depends on the way taken");
    }
  }
  dropGuard(flow);
  tidy(flow);
  findExtent(flow);
}

class Settler {
  /**
   * @param {Flow} flow
   * @param {number | null} sp
   */
  constructor(flow, sp) {
    this.flow = flow;
    this.sp = sp;
    /** @type {Place} */
    this.place = flow.listed.place;
  }

  /**
   * @param {string} what
   * @returns {never}
   */
  fail(what) {
    throw refusal(this.flow.listed, this.place, what);
  }

  /**
   * @param {Block} b
   * @returns {number | null} SP at its end
   */
  settleBlock(b) {
    b.statements = b.statements.flatMap((s) => {
      this.place = s.place;
      return this.settleStatement(s);
    });
    changeExpressions(b.exit, (e) => this.settleExpression(e));
    if (b.exit.kind === "return" && this.sp !== 8) this.fail(`returns with SP at ${this.sp}`);
    return this.sp;
  }

  /**
   * @param {Statement} s
   * @returns {Statement[]} what takes its place
   */
  settleStatement(s) {
    if (s.kind === "set" && s.local === SP && s.a.kind === "global") {
      this.sp ??= 0; // the entry, or a call's return: SP is what it was before the call
      return [];
    }
    changeExpressions(s, (e) => this.settleExpression(e));
    if (s.kind === "set" && s.local === SP) {
      this.sp = this.findDistance(s.a);
      return [];
    }
    if (s.kind === "setglobal") {
      if (s.a.kind !== "address" || this.sp !== s.a.at) this.fail("sets a global to something else than SP");
      return [];
    }
    const { place } = s;
    if (s.kind === "store" && s.a.kind === "address")
      return [{ kind: "setslot", place, at: s.a.at + s.offset, bytes: s.bytes, a: s.b }];
    if (s.kind === "call") {
      if (this.sp === null) this.fail("calls a function before SP is read");
      const at = this.sp;
      this.sp += 8;
      return [{ ...s, at }];
    }
    return [s];
  }

  /** @param {Expression} e */
  findDistance(e) {
    return e.kind === "address" ? e.at : this.fail("sets SP to something that is not a distance from SP");
  }

  /**
   * @param {Expression} e
   * @returns {Expression | undefined} what takes its place
   */
  settleExpression(e) {
    if (e.kind === "get" && e.local === SP) {
      if (this.sp === null) this.fail("uses SP before it is read");
      return { kind: "address", type: i32, at: this.sp };
    }
    if (e.kind === "tee" && e.local === SP) {
      this.sp = this.findDistance(e.a);
      return e.a;
    }
    if (e.kind === "binary" && e.a.kind === "address" && e.b.kind === "const") {
      const { type } = e;
      if (e.op === AddInt32 || e.op === AddInt64) return { kind: "address", type, at: e.a.at + Number(e.b.value) };
      if (e.op === SubInt32) return { kind: "address", type, at: e.a.at - Number(e.b.value) };
    }
    if (e.kind === "unary" && e.a.kind === "address" && (e.op === WrapInt64 || e.op === ExtendUInt32))
      return { kind: "address", type: e.type, at: e.a.at };
    if (e.kind === "load" && e.a.kind === "address")
      return { kind: "slot", type: e.type, bytes: e.bytes, signed: e.signed, at: e.a.at + e.offset };
    return undefined;
  }
}

/**
 * Takes out the guard against running over the stack's end, which is the only user of g.
 *
 * @param {Flow} flow
 */
function dropGuard(flow) {
  for (const b of flow.blocks) {
    if (b.exit.kind !== "branch") continue;
    let guard = false;
    changeExpressions({ kind: "branch", condition: b.exit.condition, yes: b, no: b }, (e) => {
      if (e.kind === "global") guard = true;
    });
    if (!guard) continue;
    const { yes, no } = b.exit;
    if (yes.exit.kind !== "trap" || !yes.exit.by.includes("morestack"))
      throw refusal(flow.listed, flow.listed.place, "uses g for something else than the stack's guard");
    b.exit = { kind: "jump", to: no };
  }
}

/**
 * Finds which slots' addresses are taken, and how far down the stack is used.
 *
 * @param {Flow} flow
 */
function findExtent(flow) {
  for (const node of listNodes(flow)) {
    const place = "place" in node ? node.place : flow.listed.place;
    if (node.kind === "setslot") flow.lowest = Math.min(flow.lowest, node.at);
    changeExpressions(node, (e) => {
      if (e.kind === "global") throw refusal(flow.listed, place, "reads a global");
      if (e.kind === "slot" || e.kind === "address") flow.lowest = Math.min(flow.lowest, e.at);
      if (e.kind === "address") flow.escapes.push({ at: e.at, place });
    });
  }
}
