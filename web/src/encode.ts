const depthLimit = 1000;

/**
 * JSON text of a value, as the services want it: a Date is epoch seconds, bytes are base64, undefined members are left out. Errors
 * say where in the body it is; pointer is the value's own place there.
 */
export function encode(value: unknown, pointer = ""): string {
  if (plain(value, 0)) return JSON.stringify(value);
  const text = write(value, pointer, [], tokens(pointer).at(-1) ?? "");
  if (text === undefined)
    throw new TypeError(`${article(value)} is no JSON value: give an object, JSON text or bytes of JSON text`);
  return text;
}

/** plain tells that JSON.stringify writes the value just as write would. It gives up on anything unusual. */
function plain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (depth > depthLimit) return false;
  if (Array.isArray(value)) {
    for (const element of value) if (element !== undefined && !plain(element, depth + 1)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && !plain(member, depth + 1)) return false;
  }
  return true;
}

/** write is the JSON text of a value; key is its name or its index in what is around it, as a toJSON gets it. */
function write(value: unknown, pointer: string, around: object[], key: string): string | undefined {
  switch (typeof value) {
    case "number":
      if (!Number.isFinite(value))
        throw new TypeError(
          `${at(pointer)} is ${value}, which JSON cannot hold: give a finite number, or leave the member out`,
        );
      return String(Object.is(value, -0) ? 0 : value);
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "bigint":
      throw new TypeError(`${at(pointer)} is a BigInt: give Number(value), or the whole body as JSON text`);
    case "object":
      break;
    default:
      return undefined;
  }
  if (value === null) return "null";
  if (Object.prototype.toString.call(value) === "[object Date]") {
    const time = (value as Date).getTime();
    if (Number.isNaN(time)) throw new TypeError(`${at(pointer)} is an invalid Date`);
    return String(time / 1000);
  }
  const bytes = bytesOf(value);
  if (bytes) return `"${base64(bytes)}"`;
  if (typeof (value as { then?: unknown }).then === "function")
    throw new TypeError(`${at(pointer)} is a promise: await it`);
  if (typeof (value as { arrayBuffer?: unknown }).arrayBuffer === "function") {
    throw new TypeError(
      `${at(pointer)} is a ${Object.prototype.toString.call(value).slice(8, -1)}: give await value.text()`,
    );
  }
  if (value instanceof Map) throw new TypeError(`${at(pointer)} is a Map: give Object.fromEntries(value)`);
  if (value instanceof Set) throw new TypeError(`${at(pointer)} is a Set: give [...value]`);
  if (typeof FormData === "function" && value instanceof FormData) {
    throw new TypeError(`${at(pointer)} is a FormData: give readForm(form, schema) of cognitocheck/form`);
  }
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return JSON.stringify(value);
  enter(value, pointer, around);
  const toJSON = (value as { toJSON?: unknown }).toJSON;
  let text: string | undefined;
  if (typeof toJSON === "function") {
    text = write(toJSON.call(value, key), pointer, around, key);
  } else if (Array.isArray(value)) {
    text = `[${value.map((element, i) => write(element, `${pointer}/${i}`, around, String(i)) ?? "null").join()}]`;
  } else {
    const members: string[] = [];
    for (const name of Object.keys(value)) {
      const member = write((value as Record<string, unknown>)[name], `${pointer}/${escapeToken(name)}`, around, name);
      if (member !== undefined) members.push(`${JSON.stringify(name)}:${member}`);
    }
    text = `{${members.join()}}`;
  }
  around.pop();
  return text;
}

/** enter adds an object to those around it. Throws a TypeError for one that stands in itself or is too deep. */
export function enter(value: object, pointer: string, around: object[]): void {
  if (around.includes(value))
    throw new TypeError(`${at(pointer)} is an object that it stands in itself: a body is a tree`);
  if (around.length > depthLimit)
    throw new TypeError(`${at(pointer.slice(0, 60))}… is nested deeper than ${depthLimit} levels`);
  around.push(value);
}

function at(pointer: string): string {
  return pointer === "" ? "the body" : `the value at ${pointer}`;
}

function article(value: unknown): string {
  if (value === undefined) return "undefined";
  return `a ${typeof value}`;
}

/** bytesOf is the bytes of a buffer or of a view of one, undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const tag = Object.prototype.toString.call(value);
  if (tag === "[object ArrayBuffer]" || tag === "[object SharedArrayBuffer]")
    return new Uint8Array(value as ArrayBuffer);
  return undefined;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x6000) {
    text += btoa(String.fromCharCode(...bytes.subarray(i, i + 0x6000)));
  }
  return text;
}

/** escapeToken makes a name a token of a JSON Pointer. */
export function escapeToken(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** tokens are the names in a JSON Pointer. */
export function tokens(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
}
