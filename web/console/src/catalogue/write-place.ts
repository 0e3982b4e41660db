import { texts } from ".";

/** Says where in a text something is: its line and its column, counted from 1. */
export function writePlace(text: string, at: number): string {
  const lines = text.slice(0, at).split("\n");
  return texts.paste.place(lines.length, lines.at(-1)!.length + 1);
}
