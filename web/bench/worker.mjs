// The worker that runs the module in workerd.
import module from "./cognitocheck.wasm";
import { answer } from "./answer.mjs";

let exports;
export default {
  async fetch(request) {
    exports ??= new WebAssembly.Instance(module, {}).exports;
    return new Response(answer(exports, new Uint8Array(await request.arrayBuffer())));
  },
};
