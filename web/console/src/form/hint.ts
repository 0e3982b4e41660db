import type { Shape } from "cognitocheck";
import { capital } from "../words";

const number = new Intl.NumberFormat("en");

/**
 * Writes a shape's constraints, as the module describes them, in sentences: "1 to 128 characters. Only the letters …"
 */
export function hint(shape: Shape, key = "Key", value = "Value"): string {
  const parts: string[] = [];
  switch (shape.type) {
    case "string":
      if (!shape.enum) parts.push(range(shape, "character"), sentence(shape.allowed));
      break;
    case "blob":
      parts.push(range(shape, "byte"));
      break;
    case "list":
      parts.push(range(shape, "item"), named("Each", shape.element));
      break;
    case "map":
      parts.push(range(shape, "entry", "entries"), named(key, shape.key), named(value, shape.value));
      break;
    case "integer":
    case "long":
      parts.push(range(shape));
      break;
    case "timestamp":
      parts.push("Seconds since 1970-01-01 00:00 UTC.");
      break;
  }
  return parts.filter(Boolean).join(" ");
}

function named(name: string, shape: Shape | undefined): string {
  const text = shape && !shape.members ? hint(shape) : "";
  return text && `${name}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function sentence(text: string | undefined): string {
  return text ? `${capital(text)}.` : "";
}

function range({ min, max }: Shape, one = "", many = `${one}s`): string {
  const unit = (n: number) => (one ? ` ${n === 1 ? one : many}` : "");
  const low = one && !min ? undefined : min;
  if (max === undefined)
    return low === undefined
      ? ""
      : one
        ? `At least ${number.format(low)}${unit(low)}.`
        : `${number.format(low)} or more.`;
  if (low === undefined) return `Up to ${number.format(max)}${unit(max)}.`;
  return low === max
    ? `Exactly ${number.format(max)}${unit(max)}.`
    : `${number.format(low)} to ${number.format(max)}${unit(max)}.`;
}
