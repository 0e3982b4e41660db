// Reads the code of a module's functions, one instruction after another, writes it anew, and changes their order.

/** @import { Code, Instruction } from "./tree.ts" */

/** The first bytes of instructions, as far as they are told apart. */
export const op = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  globalGet: 0x23,
  const32: 0x41,
  const64: 0x42,
};

/** The numbers of sections. */
const TYPES = 1;
const IMPORTS = 2;
const FUNCTIONS = 3;
const EXPORTS = 7;
const START = 8;
const CODE = 10;

/** Reads numbers and bytes of a module, in order. */
class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  readByte() {
    return this.bytes[this.at++];
  }

  /** A number in LEB128, of 32 bits and without a sign. */
  readNumber() {
    let n = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.readByte();
      n += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return n;
    }
  }

  readNumbers() {
    return Array.from({ length: this.readNumber() }, () => this.readNumber());
  }

  /** Skips a number of any size. */
  skipNumber() {
    while (this.readByte() >= 0x80);
  }

  /** @returns {Instruction} */
  readInstruction() {
    const from = this.at;
    const code = this.readByte();
    /** @type {Omit<Instruction, "bytes">} */
    const read = { op: code };
    switch (code) {
      case op.br:
      case op.brIf:
        read.labels = [this.readNumber()];
        break;
      case op.brTable:
        read.labels = [...this.readNumbers(), this.readNumber()];
        break;
      case op.get:
      case op.set:
      case op.tee:
        read.local = this.readNumber();
        break;
      case op.call:
        read.callee = this.readNumber();
        break;
      default:
        this.skipOperands(code);
    }
    return { ...read, bytes: this.bytes.subarray(from, this.at) };
  }

  /** @param {number} code an instruction's first byte */
  skipOperands(code) {
    let count = -1;
    if (code >= 0x45 && code <= 0xc4)
      count = 0; // comparisons and arithmetic
    else if (code >= 0x28 && code <= 0x3e)
      count = 2; // loads and stores
    else if ([op.block, op.loop, op.if, op.globalGet, 0x24, 0x3f, 0x40, op.const32, op.const64].includes(code))
      count = 1;
    else if ([op.unreachable, 0x01, op.else, op.end, op.return, op.drop, 0x1b].includes(code)) count = 0;
    else if (code === 0xfc) {
      const kind = this.readNumber();
      if (kind === 10) count = 2;
      if (kind === 11) count = 1;
    }
    if (count < 0) throw new Error(`binaryen wrote the instruction ${code}; add it to code.mjs`);
    for (let n = 0; n < count; n++) this.skipNumber();
  }
}

/**
 * The sections of a module: each one's number, where it begins, where what is in it begins, and where it ends.
 *
 * @param {Uint8Array} binary
 */
function listSections(binary) {
  const sections = [];
  for (let at = 8; at < binary.length; ) {
    const reader = new Reader(binary, at + 1);
    const size = reader.readNumber();
    sections.push({ id: binary[at], at, inside: reader.at, end: reader.at + size });
    at = reader.at + size;
  }
  return sections;
}

/**
 * The functions of a module without imports, in order.
 *
 * @param {Uint8Array} binary
 * @returns {Code[]}
 */
export function readCode(binary) {
  const sections = listSections(binary);
  /** @param {number} id */
  const open = (id) => new Reader(binary, sections.find((s) => s.id === id)?.inside ?? 0);
  if (sections.some((s) => s.id === IMPORTS)) throw new Error("the module has imports");
  const types = open(TYPES);
  const parameters = Array.from({ length: types.readNumber() }, () => {
    types.readByte();
    const takes = types.readNumbers();
    types.readNumbers();
    return takes;
  });
  const signatures = open(FUNCTIONS).readNumbers();
  const reader = open(CODE);
  reader.readNumber();
  return signatures.map((signature) => {
    const size = reader.readNumber();
    const end = reader.at + size;
    const locals = Array.from({ length: reader.readNumber() }, () => {
      const count = reader.readNumber();
      return Array(count).fill(reader.readByte());
    }).flat();
    const instructions = [];
    while (reader.at < end) instructions.push(reader.readInstruction());
    return { signature, parameters: parameters[signature], locals, instructions };
  });
}

/**
 * The module with other code in its functions.
 *
 * @param {Uint8Array} binary
 * @param {Code[]} functions
 */
export function writeCode(binary, functions) {
  const bodies = functions.map(({ locals, instructions }) => {
    /** @type {[count: number, type: number][]} */
    const groups = [];
    for (const type of locals) {
      const last = groups[groups.length - 1];
      if (last?.[1] === type) last[0]++;
      else groups.push([1, type]);
    }
    const header = [...number(groups.length), ...groups.flatMap(([count, type]) => [...number(count), type])];
    const bytes = Buffer.concat([Buffer.from(header), ...instructions.map((i) => i.bytes)]);
    return Buffer.concat([Buffer.from(number(bytes.length)), bytes]);
  });
  return replaceSections(binary, new Map([[CODE, Buffer.concat([Buffer.from(number(functions.length)), ...bodies])]]));
}

/**
 * The module with other contents of some of its sections, by their numbers.
 *
 * @param {Uint8Array} binary
 * @param {Map<number, Uint8Array>} contents
 */
function replaceSections(binary, contents) {
  const sections = listSections(binary).map(({ id, at, end }) => {
    const inside = contents.get(id);
    return inside ? Buffer.concat([Buffer.from([id, ...number(inside.length)]), inside]) : binary.subarray(at, end);
  });
  return new Uint8Array(Buffer.concat([binary.subarray(0, 8), ...sections]));
}

/**
 * The module with its functions in the order of their types, which says the type of each in less.
 *
 * @param {Uint8Array} binary
 */
export function orderByType(binary) {
  const functions = readCode(binary);
  const order = [...functions.keys()].sort((a, b) => functions[a].signature - functions[b].signature);
  const places = new Map(order.map((from, to) => [from, to]));
  const placeOf = (/** @type {number} */ n) => number(places.get(n) ?? 0);
  const ordered = order.map((from) => ({
    ...functions[from],
    instructions: functions[from].instructions.map((i) =>
      i.callee === undefined ? i : { ...i, bytes: Uint8Array.from([op.call, ...placeOf(i.callee)]) },
    ),
  }));
  const signatures = ordered.flatMap((f) => number(f.signature));
  const contents = new Map([[FUNCTIONS, Uint8Array.from([...number(ordered.length), ...signatures])]]);
  const sections = listSections(binary);
  const start = sections.find((s) => s.id === START);
  if (start) contents.set(START, Uint8Array.from(placeOf(new Reader(binary, start.inside).readNumber())));
  const exports = sections.find((s) => s.id === EXPORTS);
  if (exports) {
    const reader = new Reader(binary, exports.inside);
    const count = reader.readNumber();
    const entries = Array.from({ length: count }, () => {
      const name = reader.readNumber();
      const from = reader.at;
      reader.at += name;
      const text = binary.subarray(from, reader.at);
      const kind = reader.readByte();
      const index = reader.readNumber();
      return [...number(name), ...text, kind, ...(kind === 0 ? placeOf(index) : number(index))];
    });
    contents.set(EXPORTS, Uint8Array.from([...number(count), ...entries.flat()]));
  }
  return writeCode(replaceSections(binary, contents), ordered);
}

/**
 * An instruction for a local.
 *
 * @param {number} code
 * @param {number} local
 * @returns {Instruction}
 */
export const makeAccess = (code, local) => ({ op: code, local, bytes: Uint8Array.from([code, ...number(local)]) });

/** @returns {Instruction} */
export const makeDrop = () => ({ op: op.drop, bytes: Uint8Array.of(op.drop) });

/**
 * A number in LEB128.
 *
 * @param {number} n of 32 bits, without a sign
 * @returns {number[]}
 */
function number(n) {
  return n < 0x80 ? [n] : [(n & 0x7f) | 0x80, ...number(n >>> 7)];
}
