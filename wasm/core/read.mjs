// Reads one function that Go compiled for wasm into a flow graph.
//
// Go writes every function as one loop around nested blocks: a br_table over PC_B, the function's only parameter, leads
// to each basic block, so that a goroutine can be resumed in the middle. Every jump sets PC_B and goes through that
// table. The stack is in memory; global 0 is its pointer SP, cached in local 1. A call pushes an 8-byte resume
// address, passes its arguments and results above it, and answers 1 when the stack is being unwound. See
// cmd/internal/obj/wasm/wasmobj.go and cmd/compile/internal/wasm/ssa.go in Go's sources.
//
// Nothing is ever resumed or unwound in the core. So PC_B is always known where it is used, and every jump leads
// straight to its block; a call's answer is always 0; the resume address is never read.

import binaryen from "binaryen";
import { ends, makeFlow } from "./flow.mjs";
import { isKnown } from "./operators.mjs";
import { CALLS, explainCall, refusal } from "./refusal.mjs";
import { constantOf, look } from "./walk.mjs";

/** @import { Info } from "./binaryen.ts" */
/** @import { Block, Exit, Expression, Flow, ListedFunction, Statement } from "./tree.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */
/** @typedef {{ symbol: string, offset: number }} Address */
/** @typedef {Statement extends infer S ? (S extends Statement ? Omit<S, "place"> : never) : never} Unplaced */

/**
 * Is asked for each constant: its value, and its number in the function from 0 on. Answers the address that the
 *   constant
 * is, or null.
 *
 * @typedef {(value: bigint, index: number) => Address | null} Relocate
 */

const { i32, i64 } = binaryen;

/**
 * The flow of a function. Throws where the code cannot be in the core or is not what Go is known to write.
 *
 * @param {binaryen.Module} source
 * @param {string} name the linker's
 * @param {ListedFunction} listed
 * @param {Relocate} relocate
 * @returns {Flow}
 */
export function read(source, name, listed, relocate) {
  return new Reader(listed, relocate).read(name, binaryen.getFunctionInfo(source.getFunction(name)).body);
}

class Reader {
  /** @type {Block[]} */
  blocks = [];
  /** @type {Block | null} The block that statements are added to; null where control cannot come. */
  current = null;
  /** @type {{ name: string, block: Block }[]} The labels that are open, inner ones last. */
  labels = [];
  /** How many constants were read so far. */
  constants = 0;
  /** How many landmarks were read so far. */
  landmarks = 0;
  /** @type {Set<number>} Scratch locals that hold a call's answer. */
  zeros = new Set();

  /**
   * @param {ListedFunction} listed
   * @param {Relocate} relocate
   */
  constructor(listed, relocate) {
    this.listed = listed;
    this.relocate = relocate;
  }

  /**
   * @param {string} name
   * @param {Ref} body
   * @returns {Flow}
   */
  read(name, body) {
    this.current = this.addBlock();
    this.readStatement(body);
    this.leave({ kind: "trap", by: "unreachable" });
    if (this.landmarks !== this.listed.landmarks.length)
      this.fail(`has ${this.landmarks} landmarks in its code and ${this.listed.landmarks.length} in the listing`);
    return makeFlow(name, this.listed, this.blocks, this.constants);
  }

  place() {
    return this.listed.landmarks[this.landmarks - 1]?.place ?? this.listed.place;
  }

  /**
   * @param {string} what
   * @param {string} [next]
   * @returns {never}
   */
  fail(what, next) {
    throw refusal(this.listed, this.place(), what, next);
  }

  addBlock() {
    /** @type {Block} */
    const block = { statements: [], exit: { kind: "trap", by: "unreachable" } };
    this.blocks.push(block);
    return block;
  }

  /**
   * Ends the current block.
   *
   * @param {Exit} exit
   */
  leave(exit) {
    if (this.current) this.current.exit = exit;
    this.current = null;
  }

  /** @param {Block} to */
  jump(to) {
    this.leave({ kind: "jump", to });
  }

  /**
   * @param {Expression} condition
   * @param {Block} yes
   * @param {Block} no
   */
  branch(condition, yes, no) {
    if (!this.current) return;
    if (condition.kind === "const") this.jump(condition.value ? yes : no);
    else this.leave({ kind: "branch", condition, yes, no });
  }

  /**
   * @param {string | null} label
   * @returns {Block}
   */
  findTarget(label) {
    const found = this.labels.findLast((l) => l.name === label);
    return found ? found.block : this.fail(`branches to ${label}, which is not open`);
  }

  /** @param {Unplaced} statement */
  put(statement) {
    if (this.current) this.current.statements.push({ ...statement, place: this.place() });
  }

  /**
   * An expression's tree. Statements that binaryen found inside an expression (a call whose answer is tested) go first.
   *
   * @param {Ref} ref
   * @returns {Expression}
   */
  readValue(ref) {
    const e = look(ref);
    const { type } = e;
    switch (e.id) {
      case binaryen.ConstId:
        return this.readConstant(ref, type);
      case binaryen.LocalGetId:
        if (this.zeros.has(e.index)) return { kind: "const", type: i32, value: 0n };
        return { kind: "get", type, local: e.index };
      case binaryen.LocalSetId:
        if (!e.isTee) this.fail("has a set inside an expression");
        return { kind: "tee", type, local: e.index, a: this.readValue(e.value) };
      case binaryen.GlobalGetId:
        return { kind: "global", type };
      case binaryen.LoadId: {
        const a = this.readValue(e.ptr);
        this.landmarks++;
        if (e.isAtomic) this.fail("loads atomically");
        return { kind: "load", type, bytes: e.bytes, signed: e.isSigned, offset: e.offset, a };
      }
      case binaryen.UnaryId: {
        const a = this.readValue(e.value);
        this.expectKnown(e.op);
        return { kind: "unary", type, op: e.op, a };
      }
      case binaryen.BinaryId: {
        const a = this.readValue(e.left);
        const b = this.readValue(e.right);
        this.expectKnown(e.op);
        return { kind: "binary", type, op: e.op, a, b };
      }
      case binaryen.SelectId: {
        const a = this.readValue(e.ifTrue);
        const b = this.readValue(e.ifFalse);
        return { kind: "select", type, a, b, c: this.readValue(e.condition) };
      }
      case binaryen.CallId:
        this.readCall(e);
        return { kind: "const", type: i32, value: 0n };
      case binaryen.BlockId:
        if (e.name) this.fail("has a labelled block inside an expression");
        for (const child of e.children.slice(0, -1)) this.readStatement(child);
        return this.readValue(e.children[e.children.length - 1]);
      case binaryen.CallIndirectId:
        return this.refuseIndirectCall(ref);
      default:
        return this.fail(`has an expression of binaryen's kind ${e.id}`);
    }
  }

  /**
   * @param {Ref} ref
   * @param {binaryen.Type} type
   * @returns {Expression}
   */
  readConstant(ref, type) {
    this.landmarks++;
    if (type !== i32 && type !== i64) this.refuseFloat();
    const value = constantOf(ref) ?? 0n;
    const found = this.relocate(value, this.constants++);
    return found ? { kind: "symbol", type, ...found } : { kind: "const", type, value };
  }

  /** @param {number} op */
  expectKnown(op) {
    if (!isKnown(op)) this.refuseFloat();
  }

  /** @returns {never} */
  refuseFloat() {
    this.fail("computes in floating point", "Use integers.");
  }

  /**
   * @param {Ref} ref
   * @returns {never}
   */
  refuseIndirectCall(ref) {
    const { operands, target } = /** @type {binaryen.CallIndirectInfo} */ (binaryen.getExpressionInfo(ref));
    for (const operand of [...operands, target]) this.readValue(operand);
    this.landmarks++;
    const what = this.listed.callsInterfaces ? "calls a method of an interface" : "calls a function value or a closure";
    return this.fail(what, CALLS);
  }

  /** @param {Info} e a call */
  readCall(e) {
    if (e.operands.length === 1) this.readValue(e.operands[0]);
    this.landmarks++;
    if (e.target.includes("gcWriteBarrier")) this.fail(...explainCall(e.target));
    if (e.operands.length !== 1) this.fail(`calls ${e.target}, which is not a Go function`);
    if (ends.test(e.target)) this.leave({ kind: "trap", by: e.target });
    else this.put({ kind: "call", target: e.target, at: 0 });
  }

  /** @param {Ref} ref */
  readStatement(ref) {
    const e = look(ref);
    switch (e.id) {
      case binaryen.NopId:
        return;
      case binaryen.BlockId:
        this.readBlock(e);
        return;
      case binaryen.LoopId: {
        const header = this.addBlock();
        this.jump(header);
        this.current = header;
        this.labels.push({ name: e.name, block: header });
        this.readStatement(e.body);
        this.labels.pop();
        return;
      }
      case binaryen.IfId:
        this.readIf(e);
        return;
      case binaryen.BreakId: {
        if (!e.condition) return this.jump(this.findTarget(e.name));
        const condition = this.readValue(e.condition);
        const after = this.addBlock();
        this.branch(condition, this.findTarget(e.name), after);
        this.current = after;
        return;
      }
      case binaryen.SwitchId: {
        const index = this.readValue(e.condition);
        const targets = [...e.names, e.defaultName].map((name) => this.findTarget(name));
        return this.leave({ kind: "switch", index, targets });
      }
      case binaryen.ReturnId: {
        const result = this.readValue(e.value);
        if (result.kind !== "const") this.fail("returns something else than a constant");
        else this.leave(result.value === 0n ? { kind: "return" } : { kind: "trap", by: "unwinding" });
        return;
      }
      case binaryen.UnreachableId:
        return this.leave({ kind: "trap", by: "unreachable" });
      case binaryen.ConstId: // the function's end: only unwinding gets there
        this.readValue(ref);
        return this.leave({ kind: "trap", by: "unwinding" });
      default:
        this.readEffect(e);
    }
  }

  /** @param {Info} e a block */
  readBlock(e) {
    const after = e.name ? this.addBlock() : null;
    if (after) this.labels.push({ name: e.name, block: after });
    for (const child of e.children) this.readStatement(child);
    if (!after) return;
    this.labels.pop();
    this.jump(after);
    this.current = after;
  }

  /** @param {Info} e an if */
  readIf(e) {
    const condition = this.readValue(e.condition);
    const yes = this.addBlock();
    const after = this.addBlock();
    const no = e.ifFalse ? this.addBlock() : after;
    this.branch(condition, yes, no);
    this.current = yes;
    this.readStatement(e.ifTrue);
    this.jump(after);
    if (e.ifFalse) {
      this.current = no;
      this.readStatement(e.ifFalse);
      this.jump(after);
    }
    this.current = after;
  }

  /** @param {Info} e a statement that leads nowhere else */
  readEffect(e) {
    switch (e.id) {
      case binaryen.LocalSetId: {
        const inner = look(e.value);
        if (inner.id === binaryen.CallId) {
          this.readCall(inner);
          this.zeros.add(e.index);
          return;
        }
        if (this.zeros.has(e.index)) this.fail("overwrites a call's answer");
        return this.put({ kind: "set", local: e.index, a: this.readValue(e.value) });
      }
      case binaryen.GlobalSetId:
        return this.put({ kind: "setglobal", a: this.readValue(e.value) });
      case binaryen.StoreId: {
        const a = this.readValue(e.ptr);
        const b = this.readValue(e.value);
        this.landmarks++;
        if (e.isAtomic) this.fail("stores atomically");
        return this.put({ kind: "store", bytes: e.bytes, offset: e.offset, a, b });
      }
      case binaryen.DropId:
        return this.put({ kind: "drop", a: this.readValue(e.value) });
      case binaryen.MemoryCopyId: {
        const a = this.readValue(e.dest);
        const b = this.readValue(e.source);
        return this.put({ kind: "copy", a, b, c: this.readValue(e.size) });
      }
      case binaryen.MemoryFillId: {
        const a = this.readValue(e.dest);
        const b = this.readValue(e.value);
        return this.put({ kind: "fill", a, b, c: this.readValue(e.size) });
      }
      default:
        this.fail(`has a statement of binaryen's kind ${e.id}`);
    }
  }
}
