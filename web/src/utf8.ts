// UTF-8, also where TextEncoder is missing, as in the jsdom environment of Jest.

/** Writes text into bytes. Tells how much of it was read, in units of UTF-16, and how many bytes were written. */
export const writeUTF8: (text: string, bytes: Uint8Array) => { read: number; written: number } =
  typeof TextEncoder === "function"
    ? (
        (encoder) => (text: string, bytes: Uint8Array) =>
          encoder.encodeInto(text, bytes)
      )(new TextEncoder())
    : (text, bytes) => {
        const units = unescape(encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")));
        // Text that does not fit is not read at all.
        if (units.length > bytes.length) return { read: 0, written: 0 };
        for (let i = 0; i < units.length; i++) bytes[i] = units.charCodeAt(i);
        return { read: text.length, written: units.length };
      };

export const readUTF8: (bytes: Uint8Array) => string =
  typeof TextDecoder === "function"
    ? (
        (decoder) => (bytes: Uint8Array) =>
          decoder.decode(bytes)
      )(new TextDecoder())
    : (bytes) => decodeURIComponent(escape(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
