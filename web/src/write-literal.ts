import type { Shape } from "./types.js";

/**
 * Writes a text as JSON of its member's type. A text of another type becomes a string, for the module to find the wrong
 * type.
 */
export function writeLiteral(shape: Shape | undefined, text: string): string {
  switch (shape?.type) {
    case "integer":
    case "long":
    case "timestamp":
      if (/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(text)) return text;
      break;
    case "boolean":
      if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
      break;
    case "structure":
    case "list":
    case "map":
    case "document":
      if (isJSON(text)) return text;
      break;
  }
  return JSON.stringify(text);
}

export function isJSON(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
