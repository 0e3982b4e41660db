// Gives the module's functions fewer locals, after binaryen is done.
//
// binaryen keeps each result of a call with several of them in a local of its own and copies it from there, and a local
// for all that it was used for once. Here every local is taken apart into values: what is set in some places and all
// that reads it from there. Two values of a copy become one local where neither is changed while the other is still
// read. All others get the local, among those that are free, that is used most: fewer and more frequent numbers
// compress better.

import { makeAccess, makeDrop, op, readCode, writeCode } from "./code.mjs";

/** @import { Code, Instruction } from "./tree.ts" */

/**
 * The module with its locals reduced.
 *
 * @param {Uint8Array} binary
 */
export const reduceLocals = (binary) => writeCode(binary, readCode(binary).map(reduceFunction));

/** @param {Code} code */
function reduceFunction(code) {
  const flow = findFlow(code.instructions);
  const values = new Values(code, flow);
  const locals = new Allocation(code, values).allocate();
  return { ...code, locals: locals.types, instructions: rewrite(code, values, locals.indexes) };
}

/**
 * What may come before and after each instruction.
 *
 * @typedef {{ before: number[][], after: number[][] }} Flow
 */

/**
 * @param {Instruction[]} instructions
 * @returns {Flow}
 */
function findFlow(instructions) {
  /** @type {number[][]} */
  const before = instructions.map(() => []);
  /** @type {number[][]} */
  const after = instructions.map(() => []);
  /** @type {(from: number, to: number) => void} */
  const lead = (from, to) => {
    after[from].push(to);
    before[to].push(from);
  };
  /** @typedef {{ start: number, loop: boolean, toEnd: number[] }} Open `toEnd` are the instructions that jump there */
  /** @type {Open[]} */
  const open = [{ start: 0, loop: false, toEnd: [] }];
  instructions.forEach(({ op: code, labels = [] }, at) => {
    for (const label of labels) {
      const target = open[open.length - 1 - label];
      if (target.loop) lead(at, target.start);
      else target.toEnd.push(at);
    }
    switch (code) {
      case op.block:
      case op.loop:
        open.push({ start: at, loop: code === op.loop, toEnd: [] });
        break;
      case op.if:
        open.push({ start: at, loop: false, toEnd: [at] });
        break;
      case op.else: {
        const condition = open[open.length - 1];
        lead(condition.start, at + 1);
        condition.toEnd = [...condition.toEnd.filter((from) => from !== condition.start), at];
        break;
      }
      case op.end:
        for (const from of open.pop()?.toEnd ?? []) lead(from, at);
        break;
    }
    const leaves = [op.br, op.brTable, op.return, op.unreachable, op.else].includes(code);
    if (!leaves && at + 1 < instructions.length) lead(at, at + 1);
  });
  return { before, after };
}

/** @typedef {bigint} Bits a set of small numbers */

/** @type {(n: number) => Bits} */
const bit = (n) => 1n << BigInt(n);

/**
 * @param {Bits} bits
 * @returns {number[]}
 */
const list = (bits) => [...bits.toString(2)].reverse().flatMap((digit, n) => (digit === "1" ? [n] : []));

/**
 * Visits instructions until what is known of them changes no more.
 *
 * @param {number[]} order all instructions, in the order in which most is known soon
 * @param {number[][]} next whom it concerns when something changes
 * @param {(at: number) => boolean} visit answers whether something did
 */
function settle(order, next, visit) {
  const place = new Map(order.map((at, n) => [at, n]));
  let work = order;
  while (work.length) {
    const again = new Set();
    for (const at of work) if (visit(at)) for (const other of next[at]) again.add(other);
    work = [...again].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
}

/** The values of a function's locals: what is set in some places and all that reads it from there. */
class Values {
  /**
   * @param {Code} code
   * @param {Flow} flow
   */
  constructor(code, flow) {
    this.code = code;
    this.flow = flow;
    /** Where a local gets what it holds: the function's beginning for each of them, then each set and tee. */
    this.definitions = [...code.parameters, ...code.locals].map((_, local) => ({ local, at: -1 }));
    /** @type {Map<number, number>} By the instruction. */
    this.definitionAt = new Map();
    code.instructions.forEach(({ op: does, local }, at) => {
      if (local === undefined || does === op.get) return;
      this.definitionAt.set(at, this.definitions.length);
      this.definitions.push({ local, at });
    });
    this.joined = this.definitions.map((_, n) => n);
    /** @type {Map<number, number>} A definition that a read sees, by the instruction. */
    this.seen = new Map();
    this.joinSeen();
    /** @type {Bits[]} What is still read after each instruction. */
    this.liveAfter = [];
    /** @type {Bits} What is read of what the locals hold at the function's beginning. */
    this.liveAtStart = 0n;
    this.findLive();
  }

  /** @param {number} definition */
  find(definition) {
    let n = definition;
    while (this.joined[n] !== n) n = this.joined[n];
    return n;
  }

  /** @param {number} at an instruction for a local */
  valueAt(at) {
    return this.find(this.definitionAt.get(at) ?? this.seen.get(at) ?? 0);
  }

  /** @param {number} value */
  typeOf(value) {
    const { parameters, locals } = this.code;
    return [...parameters, ...locals][this.definitions[value].local];
  }

  /** Makes one value of the definitions that a read may see. */
  joinSeen() {
    const { before, after } = this.flow;
    /** @type {Bits[]} The definitions of each local. */
    const ofLocal = [];
    this.definitions.forEach(({ local }, n) => {
      ofLocal[local] = (ofLocal[local] ?? 0n) | bit(n);
    });
    const start = this.definitions.reduce((bits, { at }, n) => (at < 0 ? bits | bit(n) : bits), 0n);
    /** @type {Bits[]} */
    const into = [];
    /** @type {Bits[]} */
    const out = [];
    settle([...before.keys()], after, (at) => {
      into[at] = before[at].reduce((bits, from) => bits | (out[from] ?? 0n), at === 0 ? start : 0n);
      const definition = this.definitionAt.get(at);
      const had = out[at];
      out[at] =
        definition === undefined
          ? into[at]
          : (into[at] & ~ofLocal[this.definitions[definition].local]) | bit(definition);
      return out[at] !== had;
    });
    this.code.instructions.forEach(({ op: does, local }, at) => {
      if (does !== op.get || local === undefined) return;
      const [first = local, ...others] = list(into[at] & ofLocal[local]);
      this.seen.set(at, first);
      for (const other of others) this.joined[this.find(other)] = this.find(first);
    });
  }

  findLive() {
    const { before, after } = this.flow;
    /** @type {Bits[]} */
    const into = [];
    settle([...before.keys()].reverse(), before, (at) => {
      this.liveAfter[at] = after[at].reduce((bits, to) => bits | (into[to] ?? 0n), 0n);
      const had = into[at];
      into[at] = this.liveAfter[at];
      if (this.definitionAt.has(at)) into[at] &= ~bit(this.valueAt(at));
      if (this.seen.has(at)) into[at] |= bit(this.valueAt(at));
      return into[at] !== had;
    });
    this.liveAtStart = into[0];
  }
}

/** @typedef {{ values: Bits, excluded: Bits, parameter: number }} Group values that are in one local */

/** Gives each value its local. */
class Allocation {
  /**
   * @param {Code} code
   * @param {Values} values
   */
  constructor(code, values) {
    this.code = code;
    this.values = values;
    /** @type {Map<number, Group>} By the value. */
    this.groups = new Map();
    values.definitions.forEach(({ local, at }, n) => {
      const parameter = at < 0 && local < code.parameters.length ? local : -1;
      if (values.find(n) === n) this.groups.set(n, { values: bit(n), excluded: 0n, parameter });
    });
    /** @type {Map<string, [a: number, b: number, count: number]>} How often one value is copied to another. */
    this.copies = new Map();
    this.excludeLive();
    this.joinCopies();
  }

  /** @param {number} value */
  groupOf(value) {
    const group = this.groups.get(value);
    if (!group) throw new Error(`a value ${value} without a local`);
    return group;
  }

  /**
   * Notes that two values cannot be in one local.
   *
   * @param {number} a
   * @param {number} b
   */
  exclude(a, b) {
    this.groupOf(a).excluded |= bit(b);
    this.groupOf(b).excluded |= bit(a);
  }

  /** Excludes from a value's local what is still read after it is set, but for what it is a copy of. */
  excludeLive() {
    const { values } = this;
    const { before } = values.flow;
    for (const at of values.definitionAt.keys()) {
      const value = values.valueAt(at);
      const previous = this.code.instructions[at - 1];
      const copies = (previous?.op === op.get || previous?.op === op.tee) && before[at].length === 1;
      const source = copies ? values.valueAt(at - 1) : value;
      if (source !== value) this.addCopy(value, source);
      for (const other of list(values.liveAfter[at]))
        if (other !== value && other !== source) this.exclude(value, other);
    }
    const atStart = values.liveAtStart | this.code.parameters.reduce((bits, _, n) => bits | bit(values.find(n)), 0n);
    for (const a of list(atStart)) for (const b of list(atStart)) if (a < b) this.exclude(a, b);
  }

  /**
   * @param {number} a
   * @param {number} b
   */
  addCopy(a, b) {
    if (this.values.typeOf(a) !== this.values.typeOf(b)) return;
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    const known = this.copies.get(key) ?? [a, b, 0];
    known[2]++;
    this.copies.set(key, known);
  }

  joinCopies() {
    for (const [x, y] of [...this.copies.values()].sort((a, b) => b[2] - a[2])) {
      const a = this.groupOf(x);
      const b = this.groupOf(y);
      if (a === b || a.excluded & b.values || (a.parameter >= 0 && b.parameter >= 0)) continue;
      a.values |= b.values;
      a.excluded |= b.excluded;
      a.parameter = Math.max(a.parameter, b.parameter);
      for (const value of list(b.values)) this.groups.set(value, a);
    }
  }

  allocate() {
    const { parameters } = this.code;
    /** @typedef {{ type: number, values: Bits, excluded: Bits, count: number }} Local */
    /** @type {Map<Group, number>} How often each is used, in the order of first use. */
    const counts = new Map();
    this.code.instructions.forEach(({ local }, at) => {
      if (local === undefined) return;
      const group = this.groupOf(this.values.valueAt(at));
      counts.set(group, (counts.get(group) ?? 0) + 1);
    });
    /** @type {Local[]} */
    const locals = parameters.map((type) => ({ type, values: 0n, excluded: 0n, count: 0 }));
    /** @type {Map<Group, Local>} */
    const found = new Map();
    /** @type {(group: Group, local: Local) => void} */
    const give = (group, local) => {
      local.values |= group.values;
      local.excluded |= group.excluded;
      local.count += counts.get(group) ?? 0;
      found.set(group, local);
    };
    parameters.forEach((_, n) => {
      give(this.groupOf(this.values.find(n)), locals[n]);
    });
    for (const group of counts.keys()) {
      if (found.has(group)) continue;
      const type = this.values.typeOf(list(group.values)[0]);
      const free = locals.filter(
        (l) => l.type === type && !(l.excluded & group.values) && !(group.excluded & l.values),
      );
      const [most] = free.sort((a, b) => b.count - a.count);
      const local = most ?? { type, values: 0n, excluded: 0n, count: 0 };
      if (!most) locals.push(local);
      give(group, local);
    }
    const added = locals.slice(parameters.length).sort((a, b) => b.type - a.type || b.count - a.count);
    const order = [...locals.slice(0, parameters.length), ...added];
    /** @type {(at: number) => number} */
    const indexAt = (at) => {
      const local = found.get(this.groupOf(this.values.valueAt(at)));
      return local ? order.indexOf(local) : -1;
    };
    return { types: added.map((l) => l.type), indexes: indexAt };
  }
}

/**
 * The instructions with the new locals, and without those that do nothing any more.
 *
 * @param {Code} code
 * @param {Values} values
 * @param {(at: number) => number} indexAt the index of the local that an instruction is for
 */
function rewrite({ instructions }, values, indexAt) {
  /** @type {Instruction[]} */
  const out = [];
  instructions.forEach((instruction, at) => {
    const { local, op: does } = instruction;
    if (local === undefined) {
      out.push(instruction);
      return;
    }
    const last = out[out.length - 1];
    if (does !== op.get && !(values.liveAfter[at] & bit(values.valueAt(at)))) {
      if (does === op.tee) return; // nobody reads it
      if ([op.get, op.globalGet, op.const32, op.const64].includes(last?.op)) out.pop();
      else out.push(makeDrop());
      return;
    }
    const index = indexAt(at);
    const same = last?.local === index;
    if (same && last.op === op.set && does === op.get) out.splice(-1, 1, makeAccess(op.tee, index));
    else if (same && last.op === op.get && does === op.set) out.pop();
    else if (same && last.op === op.tee && does === op.set) out.splice(-1, 1, makeAccess(op.set, index));
    else if (!same || last.op === op.set || does !== op.tee) out.push(makeAccess(does, index));
  });
  return out;
}
