// Gives a flow graph its loops and blocks back.
//
// Dominators decide what nests in what, as in Norman Ramsey, "Beyond Relooper" (ICFP 2022): a block that is reached
// from several places becomes the end of a wasm block, the target of a backward jump becomes a wasm loop, everything
// else nests in its dominator. No jump is dispatched over a variable. A loop with two entries is given one by copying.

import { changeParts, redirect, successors, tidy } from "./flow.mjs";

/** @import { Block, Exit, Expression, Flow, Statement } from "./tree.ts" */

/**
 * @typedef {object} Analysis
 * @property {Block[]} order the blocks in reverse postorder
 * @property {Map<Block, number>} number their places in that order
 * @property {Map<Block, Block[]>} before their predecessors
 * @property {Map<Block, Block>} idom their immediate dominators; the entry is its own
 */

/**
 * @template V
 * @param {Map<Block, V>} map
 * @param {Block} b
 * @returns {V}
 */
const of = (map, b) => /** @type {V} */ (map.get(b));

/**
 * @param {Flow} flow
 * @returns {Analysis}
 */
function analyse(flow) {
  const order = orderBlocks(flow.blocks[0]);
  const number = new Map(order.map((b, n) => [b, n]));
  /** @type {Map<Block, Block[]>} */
  const before = new Map(order.map((b) => [b, []]));
  for (const b of order) for (const s of successors(b.exit)) of(before, s).push(b);
  const idom = new Map([[order[0], order[0]]]);
  /** @type {(a: Block, b: Block) => Block} */
  const meet = (a, b) => {
    while (a !== b) {
      while (of(number, a) > of(number, b)) a = of(idom, a);
      while (of(number, b) > of(number, a)) b = of(idom, b);
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const b of order.slice(1)) {
      const d = of(before, b)
        .filter((p) => idom.has(p))
        .reduce(meet);
      if (idom.get(b) !== d) {
        idom.set(b, d);
        changed = true;
      }
    }
  }
  return { order, number, before, idom };
}

/**
 * The blocks that can be reached, in reverse postorder.
 *
 * @param {Block} entry
 */
function orderBlocks(entry) {
  /** @type {Block[]} */
  const order = [];
  const seen = new Set([entry]);
  const stack = [{ block: entry, rest: [...successors(entry.exit)] }];
  while (stack.length) {
    const { block, rest } = stack[stack.length - 1];
    const next = rest.pop();
    if (!next) {
      order.push(block);
      stack.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      stack.push({ block: next, rest: [...successors(next.exit)] });
    }
  }
  return order.reverse();
}

/**
 * Strongly connected parts of the graph on `nodes`, those with a cycle only, by Tarjan's algorithm.
 *
 * @param {Set<Block>} nodes
 */
function findCycles(nodes) {
  /** @type {Map<Block, number>} */
  const index = new Map();
  /** @type {Map<Block, number>} */
  const low = new Map();
  const on = new Set();
  /** @type {Block[]} */
  const stack = [];
  /** @type {Set<Block>[]} */
  const out = [];
  /** @param {Block} b */
  const inside = (b) => successors(b.exit).filter((s) => nodes.has(s));
  /** @param {Block} b */
  const enter = (b) => {
    index.set(b, index.size);
    low.set(b, of(index, b));
    stack.push(b);
    on.add(b);
    return { block: b, rest: inside(b) };
  };
  /** @param {Block} b */
  const closePart = (b) => {
    const part = new Set(stack.splice(stack.lastIndexOf(b)).reverse());
    for (const x of part) on.delete(x);
    if (part.size > 1 || inside(b).includes(b)) out.push(part);
  };
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work = [enter(root)];
    while (work.length) {
      const { block, rest } = work[work.length - 1];
      const next = rest.pop();
      if (next) {
        if (!index.has(next)) work.push(enter(next));
        else if (on.has(next)) low.set(block, Math.min(of(low, block), of(index, next)));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1]?.block;
      if (parent) low.set(parent, Math.min(of(low, parent), of(low, block)));
      if (low.get(block) === index.get(block)) closePart(block);
    }
  }
  return out;
}

/**
 * Copies what is needed so that every loop has one entry.
 *
 * @param {Flow} flow
 */
export function reduce(flow) {
  while (reduceOnce(flow, new Set(flow.blocks))) {
    /* until every loop has one entry */
  }
  tidy(flow);
}

/**
 * @param {Flow} flow
 * @param {Set<Block>} nodes the part of the graph to look at
 * @returns {boolean} whether a loop with several entries was found and given one
 */
function reduceOnce(flow, nodes) {
  for (const part of findCycles(nodes)) {
    const entries = [...part].filter(
      (b) => b === flow.blocks[0] || flow.blocks.some((p) => !part.has(p) && successors(p.exit).includes(b)),
    );
    if (entries.length > 1) {
      copyEntries(flow, part, entries);
      return true;
    }
    const inner = new Set(part);
    inner.delete(entries[0]);
    if (reduceOnce(flow, inner)) return true;
  }
  return false;
}

/**
 * Leaves a loop the one entry that costs least, and copies what the others lead to, so that they lead to the copies.
 *
 * @param {Flow} flow
 * @param {Set<Block>} part the loop
 * @param {Block[]} entries
 */
function copyEntries(flow, part, entries) {
  const ways = entries.map((header) => {
    const copied = new Set(entries.filter((e) => e !== header));
    for (const b of copied) for (const s of successors(b.exit)) if (part.has(s) && s !== header) copied.add(s);
    return { copied, cost: [...copied].reduce((sum, b) => sum + b.statements.length + 1, 0) };
  });
  const { copied } = ways.reduce((best, way) => (way.cost < best.cost ? way : best));
  /** @type {Map<Block, Block>} */
  const twin = new Map([...copied].map((b) => [b, { statements: b.statements.map(clone), exit: clone(b.exit) }]));
  for (const t of twin.values()) redirect(t.exit, (s) => twin.get(s) ?? s);
  for (const b of flow.blocks) if (!part.has(b)) redirect(b.exit, (s) => twin.get(s) ?? s);
  flow.blocks.push(...twin.values());
}

/**
 * @template {Statement | Exit | Expression} N
 * @param {N} node
 * @returns {N} a copy of it and its expressions; an exit's blocks stay the same
 */
function clone(node) {
  const copy = { ...node };
  changeParts(copy, clone);
  return copy;
}

/**
 * How the code of a structured function is made.
 *
 * @template Code
 * @typedef {object} Writer
 * @property {(b: Block) => Code[]} statements
 * @property {(condition: Expression) => Code} condition
 * @property {(exit: Exit) => Code[]} leave makes the code of an exit that leads nowhere
 * @property {(label: string, code: Code[]) => Code} block
 * @property {(label: string, code: Code[]) => Code} loop
 * @property {(condition: Code, yes: Code[], no: Code[]) => Code} if
 * @property {(label: string) => Code} jump
 * @property {(index: Expression, labels: string[]) => Code} table
 */

/**
 * The function's body.
 *
 * @template Code
 * @param {Flow} flow
 * @param {Writer<Code>} write
 * @returns {Code[]}
 */
export function structure(flow, write) {
  const graph = analyse(flow);
  const { order, number, idom } = graph;
  const { loops, merges } = findTargets(flow, graph);
  /** @type {Map<Block, Block[]>} */
  const children = new Map(order.map((b) => [b, []]));
  for (const b of order.slice(1)) of(children, of(idom, b)).push(b);

  /** @type {(b: Block, back: boolean) => string} */
  const label = (b, back) => `${back ? "loop" : "block"}${number.get(b)}`;
  /** @type {(from: Block, to: Block) => boolean} */
  const leadsBack = (from, to) => of(number, to) <= of(number, from);
  /** @type {(from: Block, b: Block) => Code[]} */
  const leadTo = (from, b) => {
    if (leadsBack(from, b)) return [write.jump(label(b, true))];
    return merges.has(b) ? [write.jump(label(b, false))] : writeTree(b);
  };
  /** @type {(b: Block) => Code[]} */
  const writeExit = (b) => {
    const { exit } = b;
    switch (exit.kind) {
      case "jump":
        return leadTo(b, exit.to);
      case "branch":
        return [write.if(write.condition(exit.condition), leadTo(b, exit.yes), leadTo(b, exit.no))];
      case "switch": {
        const labels = exit.targets.map((t) => label(t, leadsBack(b, t)));
        return [write.table(exit.index, labels)];
      }
      default:
        return write.leave(exit);
    }
  };
  /** @type {(b: Block) => Code[]} */
  const writeTree = (b) => {
    const inside = of(children, b)
      .filter((c) => merges.has(c))
      .sort((x, y) => of(number, x) - of(number, y));
    let code = [...write.statements(b), ...writeExit(b)];
    for (const c of inside) code = [write.block(label(c, false), code), ...writeTree(c)];
    return loops.has(b) ? [write.loop(label(b, true), code)] : code;
  };
  return writeTree(order[0]);
}

/**
 * The blocks that become loops, and those that come after a wasm block since several places lead to them.
 *
 * @param {Flow} flow
 * @param {Analysis} graph
 */
function findTargets(flow, { order, number, before, idom }) {
  /** @type {(a: Block, b: Block) => boolean} */
  const dominates = (a, b) => {
    while (of(number, b) > of(number, a)) b = of(idom, b);
    return a === b;
  };
  /** @type {Set<Block>} */
  const loops = new Set();
  /** @type {Set<Block>} */
  const merges = new Set();
  for (const b of order) {
    let forward = 0;
    for (const p of of(before, b)) {
      if (of(number, p) < of(number, b)) forward++;
      else if (dominates(b, p)) loops.add(b);
      else throw new Error(`${flow.listed.symbol}: a loop with two entries is left after reduce`);
    }
    if (forward > 1) merges.add(b);
  }
  for (const b of order)
    if (b.exit.kind === "switch") for (const t of b.exit.targets) if (of(number, t) > of(number, b)) merges.add(t);
  return { loops, merges };
}
