// Gives accesses to fixed addresses one base, whose bounds are checked once.
//
// An engine that checks every access against the memory's size, such as wazero's, remembers what it has checked by the
// value that the address comes from, and two constants are two values to it. A local that is never set is one, and 0. One
// access to the last of the fixed addresses ahead of the others then stands for the checks of all, up to the next loop's
// start, where such an engine begins anew.

import binaryen from "binaryen";
import { constantOf, defined, parts } from "./tree.mjs";

const { i32 } = binaryen;

/**
 * Does so in every function. `end` is where the fixed addresses end. Answers how many accesses were changed. Must be the last
 * thing done to the module.
 */
export function share(module, end, { least = 2, ahead = 3 } = {}) {
  let changed = 0;
  for (const { ref, info } of defined(module)) {
    // The accesses that are not in an inner loop, for the body and for each loop.
    const regions = [];
    const collect = (x, region) => {
      const id = binaryen.getExpressionId(x);
      const kind = id === binaryen.LoadId ? "Load" : id === binaryen.StoreId ? "Store" : null;
      if (kind) {
        const at = constantOf(binaryen[`_Binaryen${kind}GetPtr`](x));
        if (at !== null) region.accesses.push({ kind, x, at: Number(BigInt.asUintN(32, at)) });
      }
      if (id === binaryen.LoopId) {
        const inner = { loop: x, accesses: [] };
        regions.push(inner);
        collect(binaryen._BinaryenLoopGetBody(x), inner);
      } else parts(x, (child) => collect(child, region));
    };
    const outer = { loop: null, accesses: [] };
    regions.push(outer);
    collect(info.body, outer);
    const count = regions.reduce((sum, r) => sum + r.accesses.length, 0);
    if (count < least) continue;
    changed += count;
    const zero = binaryen._BinaryenFunctionAddVar(ref, i32);
    const probe = (body) => module.block(null, [module.drop(module.i32.load8_u(end - 1, 1, module.local.get(zero, i32))), body], binaryen.getExpressionType(body));
    let body = info.body;
    for (const { loop, accesses } of regions) {
      for (const { kind, x, at } of accesses) {
        binaryen[`_Binaryen${kind}SetOffset`](x, binaryen[`_Binaryen${kind}GetOffset`](x) + at);
        binaryen[`_Binaryen${kind}SetPtr`](x, module.local.get(zero, i32));
      }
      if (!ahead || accesses.length < ahead) continue;
      if (loop) binaryen._BinaryenLoopSetBody(loop, probe(binaryen._BinaryenLoopGetBody(loop)));
      else body = probe(body);
    }
    binaryen._BinaryenFunctionSetBody(ref, body);
  }
  return changed;
}
