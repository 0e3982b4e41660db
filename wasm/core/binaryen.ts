// What the builder uses of binaryen's public JavaScript API that binaryen's own index.d.ts leaves out or leaves open.

import type binaryen from "binaryen";

type Ref = binaryen.ExpressionRef;

/** The classes that change an expression or a function in place: `binaryen.Load.setPtr(ref, address)`. */
export interface Setters {
  Load: Access & { setSigned(ref: Ref, signed: boolean): void };
  Store: Access;
  Block: { setChildren(ref: Ref, children: Ref[]): void };
  Loop: { setBody(ref: Ref, body: Ref): void };
  If: { setIfTrue(ref: Ref, arm: Ref): void; setIfFalse(ref: Ref, arm: Ref): void };
  LocalSet: Holder;
  GlobalSet: Holder;
  Drop: Holder;
  Return: Holder;
  Function: { setBody(f: binaryen.FunctionRef, body: Ref): void };
  /** Each class has one setter for each of its parts. */
  [name: string]: object;
}

interface Holder {
  setValue(ref: Ref, value: Ref): void;
}

interface Access {
  setPtr(ref: Ref, address: Ref): void;
  /** The offset is in bytes. */
  setOffset(ref: Ref, offset: number): void;
}

/**
 * What binaryen.getExpressionInfo answers for the kinds of expressions that occur, in one type. An expression has the
 * fields of its own kind only: look at `id` first. A part that may be missing is 0.
 */
export type Info = binaryen.BlockInfo &
  binaryen.IfInfo &
  binaryen.LoopInfo &
  binaryen.BreakInfo &
  binaryen.SwitchInfo &
  binaryen.CallInfo &
  binaryen.LocalSetInfo &
  binaryen.LoadInfo &
  binaryen.StoreInfo &
  binaryen.UnaryInfo &
  binaryen.BinaryInfo &
  binaryen.SelectInfo &
  binaryen.MemoryGrowInfo &
  binaryen.MemoryCopyInfo &
  binaryen.MemoryFillInfo &
  binaryen.TupleExtract;

/** What a module says of its data segments. */
export interface Segments {
  getNumDataSegments(): number;
  /** The offset is the segment's address. */
  getDataSegmentInfo(segment: binaryen.DataSegmentRef): { offset: number; data: ArrayBuffer };
}
