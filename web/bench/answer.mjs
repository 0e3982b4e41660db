// Runs the calls of a chunk on an instance of the module, in any engine. host/bench/engines writes the chunks and reads
// the answers.
//
// A chunk is a run of calls, all numbers little endian: kind (1 byte: 0 check, 1 operation, 2 describe, 3 check_field,
// 4 operations), options (1 byte), operation (2 bytes), length of the pointer (4 bytes), length of the rest of the
// input (4 bytes), the input. An answer is for each call: what the call gave (4 bytes), the length of the report (4
// bytes), the report.
export function answer(exports, chunk) {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  let out = new Uint8Array(1 << 20);
  let size = 0;
  for (let at = 0; at < chunk.length; ) {
    const kind = chunk[at];
    const options = chunk[at + 1];
    const operation = view.getUint16(at + 2, true);
    const pointer = view.getUint32(at + 4, true);
    const rest = view.getUint32(at + 8, true);
    const input = exports.reserve(pointer + rest) >>> 0;
    if (input === 0) throw new Error(`no room for ${pointer + rest} bytes`);
    new Uint8Array(exports.memory.buffer, input, pointer + rest).set(chunk.subarray(at + 12, at + 12 + pointer + rest));
    at += 12 + pointer + rest;
    let status;
    switch (kind) {
      case 0:
        status = exports.check(operation, rest, options);
        break;
      case 1:
        status = exports.operation(rest);
        break;
      case 2:
        status = exports.describe(operation, options);
        break;
      case 3:
        status = exports.check_field(operation, pointer, rest, options);
        break;
      default:
        status = exports.operations();
    }
    // A found operation has no report.
    const start = exports.report() >>> 0;
    const length = kind === 1 && status >= 0 ? 0 : exports.report_len() >>> 0;
    if (size + 8 + length > out.length) {
      const grown = new Uint8Array(2 * (size + 8 + length));
      grown.set(out.subarray(0, size));
      out = grown;
    }
    const head = new DataView(out.buffer, size);
    head.setInt32(0, status, true);
    head.setUint32(4, length, true);
    out.set(new Uint8Array(exports.memory.buffer, start, length), size + 8);
    size += 8 + length;
  }
  return out.subarray(0, size);
}

/** Takes chunk after chunk from a server, until there is none, and posts the answers. */
export async function serve(base, run) {
  for (;;) {
    const response = await fetch(`${base}/next`);
    if (response.status === 204) return;
    if (!response.ok) throw new Error(`GET next: ${response.status}`);
    const posted = await fetch(`${base}/answer`, {
      method: "POST",
      body: await run(new Uint8Array(await response.arrayBuffer())),
    });
    if (!posted.ok) throw new Error(`POST answer: ${posted.status}`);
  }
}
