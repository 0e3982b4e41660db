// Takes out what computes values that nobody reads.
//
// Slots and registers are all that a function has, so Go writes every result and passes every argument, the capacity of
// each slice among them. A variable is live when something that the function does depends on it: what it stores, where
// it jumps, what it passes for a live parameter or gives for a live result. A parameter is live when its variable is,
// a result when some caller's variable for it is. Nothing is live at first; what must be is added until nothing
// changes, so that variables which only feed each other stay out. The rest goes: the statements that set it, and its
// place in the signatures.

import { changeParts, listNodes, listParts } from "./flow.mjs";

/** @import { Access, Exit, Expression, Flow, Statement } from "./tree.ts" */

/**
 * Leaves in `flows` only what is live.
 *
 * @param {Map<string, Flow>} flows by the linker's names
 */
export function prune(flows) {
  const marker = new Marker(flows);
  do {
    marker.changed = false;
    for (const flow of flows.values()) marker.markFlow(flow);
  } while (marker.changed);
  for (const flow of flows.values()) new Pruner(flows, flow).prune();
  for (const { signature } of flows.values()) {
    signature.parameters = signature.parameters.filter((p) => p.live);
    signature.results = signature.results.filter((r) => r.live);
  }
}

/** Marks what is live, from nothing upwards until nothing changes. */
class Marker {
  changed = false;

  /** @param {Map<string, Flow>} flows */
  constructor(flows) {
    this.flows = flows;
  }

  /** @param {{ live: boolean } | undefined} holder a variable, a parameter or a result */
  mark(holder) {
    if (!holder || holder.live) return;
    holder.live = true;
    this.changed = true;
  }

  /** @param {Flow} flow */
  markFlow(flow) {
    if (flow.exported) for (const r of flow.signature.results) this.mark(r);
    flow.signature.parameters.forEach((p, n) => {
      if (flow.parameters[n]?.live) this.mark(p);
    });
    for (const node of listNodes(flow)) this.markNode(flow, node);
  }

  /**
   * @param {Flow} flow
   * @param {Statement | Exit} node
   */
  markNode(flow, node) {
    const x = flow.accessOf.get(node);
    switch (node.kind) {
      case "set":
        return this.markIn(flow, node.a, Boolean(x?.variable?.live));
      case "setslot":
        return this.markIn(flow, node.a, x ? Boolean(x.variable?.live) : true);
      case "drop":
        return this.markIn(flow, node.a, false);
      case "call":
      case "return":
        for (const y of flow.accesses.get(node) ?? []) this.markPassed(y, node.kind === "call" && node.target);
        return;
      default:
        for (const part of listParts(node)) this.markIn(flow, part, true);
    }
  }

  /**
   * @param {Access} x what a call or a return does
   * @param {string | false} target the function that is called
   */
  markPassed({ does, parameter, result, variable }, target) {
    const outside = target && !this.flows.has(target);
    if (parameter && (parameter.live || outside)) this.mark(variable);
    if (!result) return;
    if (does === "use" && result.live) this.mark(variable);
    if (does === "define" && (variable?.live || outside)) this.mark(result);
  }

  /**
   * @param {Flow} flow
   * @param {Expression} e
   * @param {boolean} live whether anything depends on its value
   * @returns {void}
   */
  markIn(flow, e, live) {
    const variable = flow.accessOf.get(e)?.variable;
    if (e.kind === "tee") return this.markIn(flow, e.a, live || Boolean(variable?.live));
    if (live) this.mark(variable);
    for (const part of listParts(e)) this.markIn(flow, part, live);
  }
}

/** Takes out of one function what is not live. */
class Pruner {
  /**
   * @param {Map<string, Flow>} flows
   * @param {Flow} flow
   */
  constructor(flows, flow) {
    this.flows = flows;
    this.flow = flow;
  }

  prune() {
    const { flow } = this;
    flow.parameters = flow.parameters
      .filter((_, n) => flow.signature.parameters[n].live)
      .map((v) => (v?.live ? v : undefined));
    for (const b of flow.blocks) {
      b.statements = b.statements.flatMap((s) => this.pruneStatement(s));
      if (b.exit.kind === "return") this.prunePassed(b.exit, false);
      else changeParts(b.exit, (e) => this.pruneTees(e));
    }
  }

  /**
   * @param {Statement} s
   * @returns {Statement[]} what takes its place
   */
  pruneStatement(s) {
    if (s.kind === "call") {
      this.prunePassed(s, !this.flows.has(s.target));
      return [s];
    }
    const x = this.flow.accessOf.get(s);
    const sets = s.kind === "set" || (s.kind === "setslot" && x);
    if (s.kind === "drop" || (sets && !x?.variable?.live)) return this.listTees(s.a, s);
    changeParts(s, (e) => this.pruneTees(e));
    return [s];
  }

  /**
   * Leaves of what a call passes and takes, or a return gives, only what is live.
   *
   * @param {Statement | Exit} node
   * @param {boolean} outside whether the callee's signature stays as it is
   */
  prunePassed(node, outside) {
    const list = this.flow.accesses.get(node) ?? [];
    const isLive = (/** @type {Access} */ x) => {
      if (x.does === "define" && !x.variable?.live) return false;
      return outside || Boolean((x.parameter ?? x.result)?.live);
    };
    this.flow.accesses.set(node, list.filter(isLive));
  }

  /**
   * An expression without the tees of variables that are not live.
   *
   * @param {Expression} e
   * @returns {Expression}
   */
  pruneTees(e) {
    changeParts(e, (part) => this.pruneTees(part));
    return e.kind === "tee" && !this.flow.accessOf.get(e)?.variable?.live ? e.a : e;
  }

  /**
   * The tees of live variables in an expression whose value nobody reads, as statements. Nothing else in it does
   * anything.
   *
   * @param {Expression} e
   * @param {Statement} s what it is from
   * @returns {Statement[]}
   */
  listTees(e, s) {
    const x = this.flow.accessOf.get(e);
    if (e.kind !== "tee" || !x?.variable?.live) return listParts(e).flatMap((part) => this.listTees(part, s));
    /** @type {Statement} */
    const set = { kind: "set", place: s.place, local: e.local, a: this.pruneTees(e.a) };
    x.node = set;
    this.flow.accessOf.set(set, x);
    this.flow.accesses.set(set, [x]);
    return [set];
  }
}
