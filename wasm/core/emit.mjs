// Writes a flow as a function of the new module, its variables as locals of the width that widths.mjs found.

import binaryen from "binaryen";
import { Locals, typeOf } from "./locals.mjs";
import { makeStore } from "./operators.mjs";
import { structure } from "./structure.mjs";
import { Values } from "./values.mjs";
import { bitsOf } from "./widths.mjs";

/** @import { FindSignature } from "./slots.mjs" */
/** @import { Access, CallStatement, Exit, Expression, Flow, Part, Statement, Variable } from "./tree.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32, none } = binaryen;

/**
 * The globals of a module with functions that need a frame in memory: the stack's pointer, and its lowest address.
 */
export const STACK = "stack";
export const STACK_END = "stack end";

/**
 * The type of what a function gives.
 *
 * @param {Part[]} results
 */
export function resultOf(results) {
  if (results.length === 0) return none;
  return results.length === 1 ? typeOf(results[0]) : binaryen.createType(results.map(typeOf));
}

/**
 * Adds `flow` to `module`.
 *
 * @param {binaryen.Module} module
 * @param {Flow} flow
 * @param {FindSignature} signatureOf
 */
export function emit(module, flow, signatureOf) {
  const locals = new Locals(module, flow);
  const emitter = new Emitter(module, flow, signatureOf, locals, new Values(module, flow, locals));
  const code = [...emitter.writePush(), ...locals.prologue, ...emitter.writeBody(), module.unreachable()];
  module.addFunction(
    flow.name,
    binaryen.createType(locals.parameters),
    resultOf(flow.signature.results),
    locals.types,
    module.block(null, code, none),
  );
}

class Emitter {
  /**
   * @param {binaryen.Module} module
   * @param {Flow} flow
   * @param {FindSignature} signatureOf
   * @param {Locals} locals
   * @param {Values} values
   */
  constructor(module, flow, signatureOf, locals, values) {
    this.module = module;
    this.flow = flow;
    this.signatureOf = signatureOf;
    this.locals = locals;
    this.values = values;
  }

  writeBody() {
    const { module, values } = this;
    return structure(this.flow, {
      statements: (b) => b.statements.flatMap((s) => this.writeStatement(s)),
      condition: (e) => values.writeWord(e),
      leave: (exit) => this.writeLeave(exit),
      block: (label, code) => module.block(label, code, none),
      loop: (label, code) => module.loop(label, module.block(null, code, none)),
      if: (condition, yes, no) =>
        module.if(condition, module.block(null, yes, none), no.length ? module.block(null, no, none) : undefined),
      jump: (label) => module.br(label),
      table: (index, labels) => module.switch(labels.slice(0, -1), labels[labels.length - 1], values.writeWord(index)),
    });
  }

  /** Makes room for the frame in memory, at the function's beginning. */
  writePush() {
    const { module, values } = this;
    if (values.frame < 0) return [];
    const size = module.i32.const(-this.flow.inMemory);
    return [
      module.local.set(values.frame, module.i32.sub(module.global.get(STACK, i32), size)),
      module.if(module.i32.lt_s(values.writeFrame(), module.global.get(STACK_END, i32)), module.unreachable()),
      module.global.set(STACK, values.writeFrame()),
    ];
  }

  /** Gives the room back. */
  writePop() {
    const { module, values } = this;
    if (values.frame < 0) return [];
    const size = module.i32.const(-this.flow.inMemory);
    return [module.global.set(STACK, module.i32.add(values.writeFrame(), size))];
  }

  /**
   * @param {Exit} exit a return or a trap
   * @returns {Ref[]}
   */
  writeLeave(exit) {
    const { module } = this;
    if (exit.kind === "trap") return [module.unreachable()];
    const results = this.accessesOf(exit)
      .filter((x) => x.result)
      .map((x) => this.readPart(x, x.result));
    const pop = this.writePop();
    if (results.length === 0) return [...pop, module.return()];
    return [...pop, module.return(results.length === 1 ? results[0] : module.tuple.make(results))];
  }

  /** @param {Statement | Exit} node */
  accessesOf(node) {
    return this.flow.accesses.get(node) ?? [];
  }

  /**
   * Reads what is passed as an argument or a result.
   *
   * @param {Access | undefined} x
   * @param {Part | undefined} part
   */
  readPart(x, part) {
    if (!x?.variable || !part) throw new Error(`${this.flow.listed.symbol}: nothing to pass`);
    const { variable, at, bytes } = x;
    return part.narrow ? this.locals.readLow(variable, at, bytes) : this.locals.readFull(variable, at, bytes);
  }

  /**
   * @param {Statement} s
   * @returns {Ref[]}
   */
  writeStatement(s) {
    const { module, values, locals } = this;
    switch (s.kind) {
      case "set":
      case "setslot": {
        const x = this.flow.accessOf.get(s);
        if (s.kind === "setslot" && !x)
          return [
            makeStore(module, s.bytes, values.offsetInFrame(s), values.writeFrame(), this.writeStored(s.a, s.bytes)),
          ];
        if (!x?.variable) throw new Error(`${this.flow.listed.symbol}: a statement sets nothing`);
        const { variable } = x;
        if (s.kind === "setslot")
          return [locals.write(variable, s.at, s.bytes, (low) => values.writePart(s.a, variable, s.bytes, low))];
        return [
          module.local.set(
            locals.indexOf(variable),
            variable.narrow ? values.writeLow(s.a, bitsOf(variable)) : values.writeFull(s.a),
          ),
        ];
      }
      case "store": {
        const { offset, address } = values.writePlace(s);
        return [makeStore(module, s.bytes, offset, address, this.writeStored(s.b, s.bytes))];
      }
      case "copy": {
        const a = values.writeWord(s.a);
        const b = values.writeWord(s.b);
        return [module.memory.copy(a, b, values.writeWord(s.c))];
      }
      case "fill": {
        const a = values.writeWord(s.a);
        const b = values.writeWord(s.b);
        return [module.memory.fill(a, b, values.writeWord(s.c))];
      }
      case "call":
        return this.writeCall(s);
      default:
        throw new Error(`${this.flow.listed.symbol}: a statement ${s.kind} is left after prune`);
    }
  }

  /**
   * @param {Expression} e
   * @param {number} bytes
   */
  writeStored(e, bytes) {
    return bytes <= 4 ? this.values.writeLow(e, 8 * bytes) : this.values.writeFull(e);
  }

  /**
   * @param {CallStatement} s
   * @returns {Ref[]}
   */
  writeCall(s) {
    const { module } = this;
    const list = this.accessesOf(s);
    const { parameters, results } = this.signatureOf(s.target);
    const operands = parameters.map((p) =>
      this.readPart(
        list.find((x) => x.parameter === p),
        p,
      ),
    );
    const type = resultOf(results);
    const code = module.call(s.target, operands, type);
    if (results.length === 0) return [code];
    const taken = results.map((part) => {
      const x = list.find((y) => y.result === part);
      return x?.variable ? { part, at: x.at, bytes: x.bytes, variable: x.variable } : null;
    });
    if (!taken.some(Boolean)) return [module.drop(code)];
    if (taken.length === 1 && taken[0]) return [this.writeResult(taken[0], code)];
    const tuple = this.locals.add(type);
    return [
      module.local.set(tuple, code),
      ...taken.flatMap((t, n) =>
        t ? [this.writeResult(t, module.tuple.extract(module.local.get(tuple, type), n))] : [],
      ),
    ];
  }

  /**
   * Sets the variable that takes a result of a call.
   *
   * @param {{ part: Part, at: number, bytes: number, variable: Variable }} taken
   * @param {Ref} value
   */
  writeResult({ part, at, bytes, variable }, value) {
    const { module } = this;
    return this.locals.write(variable, at, bytes, (low) => {
      if (part.narrow === low) return value;
      return low ? module.i32.wrap(value) : this.locals.extend(part, value);
    });
  }
}
