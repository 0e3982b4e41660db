// The worker that runs the module in workerd.

import { answer } from "./answer.mjs";
import module from "./cognitocheck.wasm";

let exports;
export default {
  async fetch(request) {
    exports ??= new WebAssembly.Instance(module, {}).exports;
    return new Response(answer(exports, new Uint8Array(await request.arrayBuffer())));
  },
};
