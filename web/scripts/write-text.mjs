// Writes bytes as ASCII text that a compressor makes little more of than of the bytes.
//
// Base64 would hide the bytes' repetitions, since a byte's characters depend on where it stands: brotli makes 52.7 kB
// of it, 40.4 kB of this text, and 38.7 kB of the bytes. Here a byte is always written in the same way: the most
// frequent values as one character, all others as one of the last two characters and a second one.

// What is printable in ASCII, without what has a meaning in a string of JavaScript or in a script in a page.
const characters = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i)).replace(/["'`\\$<]/g, "");

/** Returns a module of JavaScript that exports the characters, the order of the values, and the text. */
export function writeText(bytes) {
  const alone = characters.length - 2;
  const count = new Uint32Array(256);
  for (const byte of bytes) count[byte]++;
  const values = [...count.keys()];
  const frequent = new Set([...values].sort((a, b) => count[b] - count[a]).slice(0, alone));
  const order = [...values.filter((value) => frequent.has(value)), ...values.filter((value) => !frequent.has(value))];
  const written = [];
  for (const [place, value] of order.entries()) {
    const rest = place - alone;
    written[value] =
      rest < 0
        ? characters[place]
        : characters[alone + Math.floor(rest / characters.length)] + characters[rest % characters.length];
  }
  const text = Array.from(bytes, (byte) => written[byte]).join("");
  return `export const characters = ${JSON.stringify(characters)};
export const order = ${JSON.stringify(order)};
export const text = ${JSON.stringify(text)};
`;
}
