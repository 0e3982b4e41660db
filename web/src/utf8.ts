// UTF-8, also where TextEncoder is missing: the jsdom environment of Jest has Node's Buffer only.

interface View {
  write(text: string): number;
  toString(): string;
}

function view({ buffer, byteOffset, length }: Uint8Array): View {
  // Not by its name alone: some bundlers would put a package in its place.
  const { Buffer } = globalThis as unknown as { Buffer: { from(...bytes: unknown[]): View } };
  return Buffer.from(buffer, byteOffset, length);
}

/** Writes text into bytes. Tells how much of it was read, in units of UTF-16, and how many bytes were written. */
export const writeUTF8: (text: string, bytes: Uint8Array) => { read: number; written: number } =
  typeof TextEncoder === "function"
    ? (
        (encoder) => (text: string, bytes: Uint8Array) =>
          encoder.encodeInto(text, bytes)
      )(new TextEncoder())
    : (text, bytes) => {
        const written = view(bytes).write(text);
        // A character takes three bytes for each unit at the most. Without room for one, not all was read.
        return { read: written + 3 > bytes.length ? 0 : text.length, written };
      };

export const readUTF8: (bytes: Uint8Array) => string =
  typeof TextDecoder === "function"
    ? (
        (decoder) => (bytes: Uint8Array) =>
          decoder.decode(bytes)
      )(new TextDecoder())
    : (bytes) => view(bytes).toString();
