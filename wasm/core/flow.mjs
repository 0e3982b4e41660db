// Reads one function that Go compiled for wasm into a flow graph, and takes out of it what only Go's runtime needs.
//
// Go writes every function as one loop around nested blocks: a br_table over PC_B, the function's only parameter, leads
// to each basic block, so that a goroutine can be resumed in the middle. Every jump sets PC_B and goes through that
// table. The stack lies in memory; global 0 is its pointer SP, cached in local 1. A call pushes an 8-byte resume
// address, passes its arguments and results above it, and answers 1 when the stack is being unwound. See
// cmd/internal/obj/wasm/wasmobj.go and cmd/compile/internal/wasm/ssa.go in Go's sources.
//
// Nothing is ever resumed or unwound in the core. So PC_B is always known where it is used, and every jump leads
// straight to its block; a call's answer is always 0; the resume address is never read.

import binaryen from "binaryen";
import { look } from "./walk.mjs";

const SP = 1; // the local that caches SP
const PC_B = 0;

/** Operators of expressions that have no meaning of their own here are passed on by binaryen's number for them. */
const { i32, i64 } = binaryen;

/** Functions that end the program: their calls become `unreachable`. */
export const ends = /^runtime\.(goPanic\w+|panic\w+|sigpanic|morestack\w*|throw|fatal\w*)$/;

/** One function's flow. Block 0 is the entry. */
export class Flow {
  constructor(name) {
    this.name = name;
    this.blocks = [];
    this.locals = []; // types by index; 0 and 1 are PC_B and SP
    this.frame = 0; // the size of the function's frame in bytes
    this.escapes = []; // offsets from the entry's SP of stack slots whose address is taken
  }
}

const constant = (type, value) => ({
  k: "const",
  t: type,
  v: type === i64 ? BigInt.asIntN(64, BigInt(value)) : value | 0,
});

export { constant };

/**
 * The flow of `name`, as `source` has it. `relocate(value, index)` is asked for each constant, in order, and answers
 * the constant to use. Throws where the code is not what Go is known to write.
 */
export function read(source, name, relocate) {
  const info = binaryen.getFunctionInfo(source.getFunction(name));
  const flow = new Flow(name);
  flow.locals = [...binaryen.expandType(info.params), ...info.vars];
  const fail = (what) => {
    throw new Error(`${name}: ${what}`);
  };

  const labels = []; // {name, block}
  let current = null; // the block that statements are added to; null where control cannot come
  let count = 0; // constants read so far
  const zeros = new Set(); // scratch locals that hold a call's answer

  const block = () => {
    const b = { statements: [], exit: null };
    flow.blocks.push(b);
    return b;
  };
  const leave = (exit) => {
    if (current) current.exit = exit;
    current = null;
  };
  const jump = (to) => leave({ k: "jump", to });
  const target = (label) => {
    for (let n = labels.length - 1; n >= 0; n--) if (labels[n].name === label) return labels[n].block;
    fail(`a branch to ${label}, which is not open`);
  };
  const put = (statement) => {
    if (current) current.statements.push(statement);
  };

  // An expression's tree. Statements that binaryen found inside an expression (a call whose answer is tested) go first.
  const value = (ref) => {
    const e = look(ref);
    switch (e.id) {
      case binaryen.ConstId: {
        if (e.type === i64) {
          const { low, high } =
            typeof e.value === "object"
              ? e.value
              : { low: Number(BigInt.asIntN(32, e.value)), high: Number(e.value >> 32n) };
          const v = BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0));
          return { k: "const", t: i64, v: relocate(v, count++) };
        }
        if (e.type === i32) return { k: "const", t: i32, v: Number(relocate(BigInt(e.value), count++)) };
        return fail("a floating point constant");
      }
      case binaryen.LocalGetId:
        if (zeros.has(e.index)) return constant(i32, 0);
        return { k: "get", t: e.type, n: e.index };
      case binaryen.LocalSetId:
        if (!e.isTee) fail("a set inside an expression");
        return { k: "tee", t: e.type, n: e.index, a: value(e.value) };
      case binaryen.GlobalGetId:
        return { k: "global", t: e.type, n: e.name };
      case binaryen.LoadId: {
        if (e.isAtomic) fail("an atomic load");
        return { k: "load", t: e.type, bytes: e.bytes, signed: e.isSigned, offset: e.offset, a: value(e.ptr) };
      }
      case binaryen.UnaryId:
        return { k: "unary", t: e.type, op: e.op, a: value(e.value) };
      case binaryen.BinaryId: {
        const a = value(e.left);
        return { k: "binary", t: e.type, op: e.op, a, b: value(e.right) };
      }
      case binaryen.SelectId: {
        const a = value(e.ifTrue);
        const b = value(e.ifFalse);
        return { k: "select", t: e.type, a, b, c: value(e.condition) };
      }
      case binaryen.CallId:
        call(e);
        return constant(i32, 0);
      case binaryen.BlockId: {
        if (e.name) fail("a labelled block inside an expression");
        const last = e.children[e.children.length - 1];
        for (const child of e.children.slice(0, -1)) statement(child);
        return value(last);
      }
      case binaryen.CallIndirectId:
        return fail("a call of a function value or an interface's method");
      default:
        return fail(`an expression of kind ${e.id}`);
    }
  };

  const call = (e) => {
    if (/gcWriteBarrier/.test(e.target)) fail("a pointer is stored");
    if (e.operands.length !== 1) fail(`a call of ${e.target}, which is not a Go function`);
    value(e.operands[0]);
    if (ends.test(e.target)) {
      leave({ k: "trap", by: e.target });
      return;
    }
    put({ k: "call", target: e.target });
  };

  const branch = (condition, yes, no) => {
    if (!current) return;
    if (condition.k === "const") return jump(condition.v ? yes : no);
    leave({ k: "branch", condition, yes, no });
  };

  const list = (refs) => {
    for (const ref of refs) statement(ref);
  };

  function statement(ref) {
    const e = look(ref);
    switch (e.id) {
      case binaryen.NopId:
        return;
      case binaryen.BlockId: {
        if (!e.name) return list(e.children);
        const after = block();
        labels.push({ name: e.name, block: after });
        list(e.children);
        labels.pop();
        jump(after);
        current = after;
        return;
      }
      case binaryen.LoopId: {
        const header = block();
        jump(header);
        current = header;
        labels.push({ name: e.name, block: header });
        statement(e.body);
        labels.pop();
        return;
      }
      case binaryen.IfId: {
        const condition = value(e.condition);
        const yes = block();
        const after = block();
        const no = e.ifFalse ? block() : after;
        branch(condition, yes, no);
        current = yes;
        statement(e.ifTrue);
        jump(after);
        if (e.ifFalse) {
          current = no;
          statement(e.ifFalse);
          jump(after);
        }
        current = after;
        return;
      }
      case binaryen.BreakId: {
        if (!e.condition) return jump(target(e.name));
        const condition = value(e.condition);
        const after = block();
        branch(condition, target(e.name), after);
        current = after;
        return;
      }
      case binaryen.SwitchId: {
        const index = value(e.condition);
        return leave({ k: "switch", index, targets: [...e.names, e.defaultName].map(target) });
      }
      case binaryen.ReturnId: {
        const result = value(e.value);
        if (result.k !== "const") fail("a return of something else than a constant");
        return leave(result.v === 0 ? { k: "return" } : { k: "trap", by: "unwinding" });
      }
      case binaryen.UnreachableId:
        return leave({ k: "trap", by: "unreachable" });
      case binaryen.ConstId: // the function's end: only unwinding gets there
        value(ref);
        return leave({ k: "trap", by: "unwinding" });
      case binaryen.LocalSetId: {
        const inner = look(e.value);
        if (inner.id === binaryen.CallId) {
          call(inner);
          zeros.add(e.index);
          return;
        }
        if (zeros.has(e.index)) fail("a call's answer is overwritten");
        const v = value(e.value);
        return put({ k: "set", n: e.index, a: v });
      }
      case binaryen.GlobalSetId: {
        const v = value(e.value);
        return put({ k: "setglobal", n: e.name, a: v });
      }
      case binaryen.StoreId: {
        if (e.isAtomic) fail("an atomic store");
        const a = value(e.ptr);
        const b = value(e.value);
        return put({ k: "store", bytes: e.bytes, offset: e.offset, a, b, t: binaryen.getExpressionType(e.value) });
      }
      case binaryen.DropId: {
        const v = value(e.value);
        return put({ k: "drop", a: v });
      }
      case binaryen.MemoryCopyId: {
        const a = value(e.dest);
        const b = value(e.source);
        return put({ k: "copy", a, b, c: value(e.size) });
      }
      case binaryen.MemoryFillId: {
        const a = value(e.dest);
        const b = value(e.value);
        return put({ k: "fill", a, b, c: value(e.size) });
      }
      default:
        fail(`a statement of kind ${e.id}`);
    }
  }

  current = block();
  statement(info.body);
  leave({ k: "trap", by: "unreachable" });
  flow.constants = count;
  return flow;
}

/** The blocks that an exit leads to. */
export function successors(exit) {
  switch (exit.k) {
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

/** Puts `after(block)` for each block that an exit leads to. */
export function redirect(exit, after) {
  switch (exit.k) {
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

/** Drops the blocks that control cannot reach and joins those that only follow one another. */
export function tidy(flow) {
  const follow = (b) => {
    const seen = new Set();
    while (b.statements.length === 0 && b.exit.k === "jump" && !seen.has(b)) {
      seen.add(b);
      b = b.exit.to;
    }
    return b;
  };
  for (const b of flow.blocks) redirect(b.exit, follow);
  for (const b of flow.blocks)
    if (b.exit.k === "branch" && b.exit.yes === b.exit.no) {
      b.statements.push({ k: "drop", a: b.exit.condition });
      b.exit = { k: "jump", to: b.exit.yes };
    }
  const reached = new Set([flow.blocks[0]]);
  for (const b of reached) for (const s of successors(b.exit)) reached.add(s);
  flow.blocks = [...reached];
  const entries = new Map();
  for (const b of flow.blocks) for (const s of successors(b.exit)) entries.set(s, (entries.get(s) ?? 0) + 1);
  const gone = new Set();
  for (const b of flow.blocks) {
    if (gone.has(b)) continue;
    while (b.exit.k === "jump" && entries.get(b.exit.to) === 1 && b.exit.to !== b && b.exit.to !== flow.blocks[0]) {
      const next = b.exit.to;
      b.statements.push(...next.statements);
      b.exit = next.exit;
      gone.add(next);
    }
  }
  flow.blocks = flow.blocks.filter((b) => !gone.has(b));
}

/** Leads every jump through the table over PC_B straight to its block. */
export function thread(flow) {
  const fail = (what) => {
    throw new Error(`${flow.name}: ${what}`);
  };
  const dispatch = flow.blocks.find(
    (b) => b.exit.k === "switch" && b.exit.index.k === "get" && b.exit.index.n === PC_B,
  );
  if (!dispatch) return;
  const { targets } = dispatch.exit;
  const entry = flow.blocks[0];
  if (dispatch === entry) {
    // no loop: nothing jumps back
    if (flow.blocks.some((b) => successors(b.exit).includes(entry))) fail("a jump to the function's entry");
    entry.exit = { k: "jump", to: targets[0] };
    return tidy(flow);
  }
  if (dispatch.statements.length) fail("code before the table over PC_B");
  for (const b of flow.blocks) {
    if (b === dispatch || b.exit.k !== "jump" || b.exit.to !== dispatch) continue;
    const at = b.statements.findLastIndex((s) => s.k === "set" && s.n === PC_B);
    let pc = 0;
    if (at >= 0) {
      if (b.statements[at].a.k !== "const") fail("a jump to a PC_B that is not constant");
      pc = b.statements[at].a.v;
      b.statements.splice(at, 1);
    } else if (b !== entry) fail("a jump through the table without a PC_B");
    b.exit = { k: "jump", to: targets[Math.min(pc, targets.length - 1)] };
  }
  tidy(flow);
  for (const b of flow.blocks)
    if (b.exit.k === "switch" || b.statements.some((s) => s.k === "set" && s.n === PC_B)) fail("PC_B is still in use");
}

/** Calls `visit` on each expression of a statement or an exit, inner ones first, in the order of evaluation. */
export function expressions(holder, visit) {
  const go = (e) => {
    for (const key of ["a", "b", "c"]) if (e[key]) e[key] = go(e[key]);
    return visit(e) ?? e;
  };
  for (const key of ["a", "b", "c", "condition", "index"]) if (holder[key]) holder[key] = go(holder[key]);
}

/**
 * Replaces SP by its distance from what it was at the function's entry. After this, a load or store of a stack slot is
 * {k: "slot" or "setslot", at, bytes}, the address of one {k: "address", at}, and a call knows SP at its callee's
 * entry. At the entry, 0 to 8 is the resume address, arguments and results lie from 8 on, and the function's own frame
 * below 0.
 */
export function settle(flow) {
  const fail = (what) => {
    throw new Error(`${flow.name}: ${what}`);
  };
  const { AddInt32, SubInt32, AddInt64, WrapInt64, ExtendUInt32 } = binaryen;
  const depth = new Map([[flow.blocks[0], null]]); // null: SP is not read yet
  const work = [flow.blocks[0]];
  const done = new Set();
  while (work.length) {
    const b = work.pop();
    if (done.has(b)) continue;
    done.add(b);
    let sp = depth.get(b);
    const kept = [];

    // the distance that an expression stands for, or undefined
    const distance = (e) => {
      if (e.k === "address") return e.at;
      return undefined;
    };
    const number = (e) => (e.k === "const" ? Number(e.v) : undefined);
    const visit = (e) => {
      if (e.k === "get" && e.n === SP) {
        if (sp === null) fail("SP is used before it is read");
        return { k: "address", t: i32, at: sp };
      }
      if (e.k === "tee" && e.n === SP) {
        const at = distance(e.a);
        if (at === undefined) fail("SP is set to something that is not a distance from SP");
        sp = at;
        return e.a;
      }
      if (e.k === "binary" && e.a.k === "address" && e.b.k === "const") {
        if (e.op === AddInt32 || e.op === AddInt64) return { k: "address", t: e.t, at: e.a.at + number(e.b) };
        if (e.op === SubInt32) return { k: "address", t: e.t, at: e.a.at - number(e.b) };
      }
      if (e.k === "unary" && e.a.k === "address" && (e.op === WrapInt64 || e.op === ExtendUInt32))
        return { k: "address", t: e.t, at: e.a.at };
      if (e.k === "load" && e.a.k === "address")
        return { k: "slot", t: e.t, bytes: e.bytes, signed: e.signed, at: e.a.at + e.offset };
      return undefined;
    };
    for (const s of b.statements) {
      if (s.k === "set" && s.n === SP && s.a.k === "global") {
        if (sp === null) sp = 0; // the entry, or a call's return: SP is what it was before the call
        continue;
      }
      expressions(s, visit);
      if (s.k === "set" && s.n === SP) {
        const at = distance(s.a);
        if (at === undefined) fail("SP is set to something that is not a distance from SP");
        sp = at;
        continue;
      }
      if (s.k === "setglobal") {
        if (distance(s.a) === undefined || sp !== distance(s.a)) fail("a global is set to something else than SP");
        continue;
      }
      if (s.k === "store" && s.a.k === "address") {
        kept.push({ k: "setslot", at: s.a.at + s.offset, bytes: s.bytes, a: s.b, t: s.t });
        continue;
      }
      if (s.k === "call") {
        kept.push({ k: "call", target: s.target, at: sp });
        sp += 8;
        continue;
      }
      kept.push(s);
    }
    b.statements = kept;
    expressions(b.exit, visit);
    if (b.exit.k === "return" && sp !== 8) fail(`a return with SP at ${sp}`);
    for (const next of successors(b.exit)) {
      if (depth.has(next)) {
        if (depth.get(next) !== sp) fail("SP depends on the way taken");
      } else {
        depth.set(next, sp);
        work.push(next);
      }
    }
  }

  // The guard against running over the stack's end is recognised by its only user of g.
  for (const b of flow.blocks) {
    if (b.exit.k !== "branch") continue;
    let guard = false;
    expressions({ a: b.exit.condition }, (e) => {
      if (e.k === "global") guard = true;
    });
    if (!guard) continue;
    if (b.exit.yes.exit.k !== "trap" || !/morestack/.test(b.exit.yes.exit.by))
      fail("g is used for something else than the stack's guard");
    b.exit = { k: "jump", to: b.exit.no };
  }
  tidy(flow);

  let lowest = 0;
  const each = (visit) => {
    for (const b of flow.blocks) {
      for (const s of b.statements) visit(s);
      visit(b.exit);
    }
  };
  each((s) => {
    if (s.k === "setslot") lowest = Math.min(lowest, s.at);
    expressions(s, (e) => {
      if (e.k === "global") fail("a global is read");
      if (e.k === "slot") lowest = Math.min(lowest, e.at);
      if (e.k === "address") {
        lowest = Math.min(lowest, e.at);
        flow.escapes.push(e.at);
      }
    });
  });
  flow.lowest = lowest;
}
