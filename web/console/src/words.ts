export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The plural of what an element of a list is called. */
export function plural(item: string): string {
  return item.endsWith("y") ? `${item.slice(0, -1)}ies` : `${item}s`;
}
