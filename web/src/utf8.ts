// UTF-8, also where TextEncoder is missing, as in the jsdom environment of Jest.

interface Encoder {
  encode(text: string): Uint8Array;
  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number };
}

/** Writes text as a string in which each character is a byte of UTF-8. */
function toUTF8(text: string): string {
  return unescape(encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")));
}

export const encoder: Encoder =
  typeof TextEncoder === "function"
    ? new TextEncoder()
    : {
        encode: (text) => Uint8Array.from(toUTF8(text), (unit) => unit.charCodeAt(0)),
        encodeInto(text, bytes) {
          const given = this.encode(text);
          // Text that does not fit is not read at all.
          if (given.length > bytes.length) return { read: 0, written: 0 };
          bytes.set(given);
          return { read: text.length, written: given.length };
        },
      };

export const decoder: { decode(bytes: Uint8Array): string } =
  typeof TextDecoder === "function"
    ? new TextDecoder()
    : {
        decode(bytes) {
          let text = "";
          for (let i = 0; i < bytes.length; i += 0x2000) text += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
          return decodeURIComponent(escape(text));
        },
      };
