// Flow graphs: how to walk, tidy and change them, and how the jumps of Go's functions are led straight to their blocks.

/** @import { Block, Exit, Expression, Flow, ListedFunction, Statement } from "./tree.ts" */

import { refusal } from "./refusal.mjs";

/** Functions that end the program: their calls become `unreachable`. */
export const ends = /^runtime\.(goPanic\w+|panic\w+|sigpanic|morestack\w*|throw|fatal\w*)$/;

/** The local that is PC_B, the number of the block to jump to or to resume at. */
export const PC_B = 0;

/**
 * A function as far as it is known once it is read; what later steps set is empty.
 *
 * @param {Flow["name"]} name
 * @param {ListedFunction} listed
 * @param {Block[]} blocks
 * @param {number} constants
 * @returns {Flow}
 */
export const makeFlow = (name, listed, blocks, constants) => ({
  name,
  listed,
  blocks,
  constants,
  escapes: [],
  lowest: 0,
  signature: { parameters: [], results: [], extent: 0 },
  inMemory: 0,
  accesses: new Map(),
  accessOf: new Map(),
  parameters: [],
  exported: false,
});

/**
 * The blocks that an exit leads to.
 *
 * @param {Exit} exit
 * @returns {Block[]}
 */
export function successors(exit) {
  switch (exit.kind) {
    case "jump":
      return [exit.to];
    case "branch":
      return [exit.yes, exit.no];
    case "switch":
      return exit.targets;
    default:
      return [];
  }
}

/**
 * Puts `after(block)` for each block that an exit leads to.
 *
 * @param {Exit} exit
 * @param {(block: Block) => Block} after
 */
export function redirect(exit, after) {
  switch (exit.kind) {
    case "jump":
      exit.to = after(exit.to);
      break;
    case "branch":
      exit.yes = after(exit.yes);
      exit.no = after(exit.no);
      break;
    case "switch":
      exit.targets = exit.targets.map(after);
      break;
  }
}

/**
 * Puts `change(expression)` for each expression directly in a statement, exit or expression, in the order of
 *   evaluation.
 *
 * @param {Statement | Exit | Expression} holder
 * @param {(e: Expression) => Expression} change
 */
export function changeParts(holder, change) {
  const parts = /** @type {Record<string, Expression | undefined>} */ (/** @type {unknown} */ (holder));
  for (const key of ["a", "b", "c", "condition", "index"]) {
    const part = parts[key];
    if (part) parts[key] = change(part);
  }
}

/**
 * The expressions directly in a statement, exit or expression, in the order of evaluation.
 *
 * @param {Statement | Exit | Expression} holder
 */
export function listParts(holder) {
  /** @type {Expression[]} */
  const out = [];
  changeParts(holder, (e) => {
    out.push(e);
    return e;
  });
  return out;
}

/**
 * Calls `change` on each expression of a statement or an exit, inner ones first, in the order of evaluation. What it
 * answers, if anything, takes the expression's place.
 *
 * @param {Statement | Exit} holder
 * @param {(e: Expression) => Expression | undefined | void} change
 */
export function changeExpressions(holder, change) {
  /** @type {(e: Expression) => Expression} */
  const go = (e) => {
    changeParts(e, go);
    return change(e) ?? e;
  };
  changeParts(holder, go);
}

/**
 * All statements and exits, block by block.
 *
 * @param {Flow} flow
 */
export function listNodes(flow) {
  return flow.blocks.flatMap((b) => [...b.statements, b.exit]);
}

/**
 * Drops the blocks that control cannot reach and joins those that only follow one another.
 *
 * @param {Flow} flow
 */
export function tidy(flow) {
  /** @param {Block} b */
  const skipEmpty = (b) => {
    const seen = new Set();
    while (b.statements.length === 0 && b.exit.kind === "jump" && !seen.has(b)) {
      seen.add(b);
      b = b.exit.to;
    }
    return b;
  };
  for (const b of flow.blocks) redirect(b.exit, skipEmpty);
  for (const b of flow.blocks)
    if (b.exit.kind === "branch" && b.exit.yes === b.exit.no) {
      b.statements.push({ kind: "drop", place: flow.listed.place, a: b.exit.condition });
      b.exit = { kind: "jump", to: b.exit.yes };
    }
  const reached = new Set([flow.blocks[0]]);
  for (const b of reached) for (const s of successors(b.exit)) reached.add(s);
  flow.blocks = [...reached];
  joinBlocks(flow);
}

/**
 * Joins a block with the one that follows it where nothing else leads there.
 *
 * @param {Flow} flow
 */
function joinBlocks(flow) {
  /** @type {Map<Block, number>} */
  const entries = new Map();
  for (const b of flow.blocks) for (const s of successors(b.exit)) entries.set(s, (entries.get(s) ?? 0) + 1);
  const gone = new Set();
  for (const b of flow.blocks) {
    if (gone.has(b)) continue;
    while (b.exit.kind === "jump" && entries.get(b.exit.to) === 1 && b.exit.to !== b && b.exit.to !== flow.blocks[0]) {
      const next = b.exit.to;
      b.statements.push(...next.statements);
      b.exit = next.exit;
      gone.add(next);
    }
  }
  flow.blocks = flow.blocks.filter((b) => !gone.has(b));
}

/**
 * Leads every jump through the table over PC_B straight to its block.
 *
 * @param {Flow} flow
 */
export function thread(flow) {
  /** @type {(what: string, place?: string) => never} */
  const fail = (what, place = flow.listed.place) => {
    throw refusal(flow.listed, place, what);
  };
  const dispatch = flow.blocks.find(
    (b) => b.exit.kind === "switch" && b.exit.index.kind === "get" && b.exit.index.local === PC_B,
  );
  if (dispatch?.exit.kind !== "switch") return;
  const { targets } = dispatch.exit;
  const entry = flow.blocks[0];
  if (dispatch === entry) {
    // no loop: nothing jumps back
    if (flow.blocks.some((b) => successors(b.exit).includes(entry))) fail("jumps to its entry");
    entry.exit = { kind: "jump", to: targets[0] };
    tidy(flow);
    return;
  }
  if (dispatch.statements.length) fail("has code before the table over PC_B", dispatch.statements[0].place);
  for (const b of flow.blocks) {
    if (b === dispatch || b.exit.kind !== "jump" || b.exit.to !== dispatch) continue;
    const at = b.statements.findLastIndex(setsPC);
    let pc = 0;
    if (at >= 0) {
      const [s] = b.statements.splice(at, 1);
      if (s.kind !== "set" || s.a.kind !== "const") fail("jumps to a PC_B that is not constant", s.place);
      else pc = Number(s.a.value);
    } else if (b !== entry) fail("jumps through the table without a PC_B");
    b.exit = { kind: "jump", to: targets[Math.min(pc, targets.length - 1)] };
  }
  tidy(flow);
  for (const b of flow.blocks) {
    const left = b.statements.find(setsPC);
    if (left || b.exit.kind === "switch") fail("uses PC_B for something else than a jump", left?.place);
  }
}

/** @param {Statement} s */
const setsPC = (s) => s.kind === "set" && s.local === PC_B;
