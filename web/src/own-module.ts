import { characters, order, text } from "./module-text.js";

/** Reads the bytes of this package's own module from its text; scripts/write-text.mjs says how they are written. */
export function readOwnModule(): Uint8Array {
  const places = new Uint8Array(128);
  for (let i = 0; i < characters.length; i++) places[characters.charCodeAt(i)] = i;
  const alone = characters.length - 2;
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let place = places[text.charCodeAt(i)] as number;
    if (place >= alone) {
      place = alone + (place - alone) * characters.length + (places[text.charCodeAt(++i)] as number);
    }
    bytes[length++] = order[place] as number;
  }
  return bytes.slice(0, length);
}
