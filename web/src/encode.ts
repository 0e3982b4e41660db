const depthLimit = 1000;

/**
 * Writes a value as JSON text, as the services want it: a Date becomes epoch seconds, bytes become base64, undefined
 * members are left out. Errors say where in the body the fault is; pointer is where the value itself is.
 */
export function encode(value: unknown, pointer = ""): string {
  if (isPlainJSON(value, 0)) return JSON.stringify(value);
  const text = writeValue(value, pointer, [], splitPointer(pointer).at(-1) ?? "");
  if (text === undefined)
    throw new TypeError(`${nameType(value)} is no JSON value: give an object, JSON text or bytes of JSON text`);
  return text;
}

/** Tells whether JSON.stringify writes a value as writeValue does. It says no for anything unusual. */
function isPlainJSON(value: unknown, depth: number): boolean {
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
    for (const element of value) if (element !== undefined && !isPlainJSON(element, depth + 1)) return false;
    return true;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined && !isPlainJSON(member, depth + 1)) return false;
  }
  return true;
}

/** Writes a value as JSON text. key is its name or index in the object around it, which a toJSON is given. */
function writeValue(value: unknown, pointer: string, around: object[], key: string): string | undefined {
  switch (typeof value) {
    case "number":
      if (!Number.isFinite(value))
        throw new TypeError(
          `${nameLocation(pointer)} is ${value}, which JSON cannot hold: give a finite number, or leave the member out`,
        );
      return String(Object.is(value, -0) ? 0 : value);
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "bigint":
      throw new TypeError(`${nameLocation(pointer)} is a BigInt: give Number(value), or the whole body as JSON text`);
    case "object":
      break;
    default:
      return undefined;
  }
  if (value === null) return "null";
  if (Object.prototype.toString.call(value) === "[object Date]") {
    const time = (value as Date).getTime();
    if (Number.isNaN(time)) throw new TypeError(`${nameLocation(pointer)} is an invalid Date`);
    return String(time / 1000);
  }
  const bytes = viewBytes(value);
  if (bytes) return `"${encodeBase64(bytes)}"`;
  if (typeof (value as { then?: unknown }).then === "function")
    throw new TypeError(`${nameLocation(pointer)} is a promise: await it`);
  if (typeof (value as { arrayBuffer?: unknown }).arrayBuffer === "function") {
    throw new TypeError(
      `${nameLocation(pointer)} is a ${Object.prototype.toString.call(value).slice(8, -1)}: give await value.text()`,
    );
  }
  if (value instanceof Map) throw new TypeError(`${nameLocation(pointer)} is a Map: give Object.fromEntries(value)`);
  if (value instanceof Set) throw new TypeError(`${nameLocation(pointer)} is a Set: give [...value]`);
  if (typeof FormData === "function" && value instanceof FormData) {
    throw new TypeError(`${nameLocation(pointer)} is a FormData: give readForm(form, schema) of cognitocheck/form`);
  }
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return JSON.stringify(value);
  enter(value, pointer, around);
  const toJSON = (value as { toJSON?: unknown }).toJSON;
  let text: string | undefined;
  if (typeof toJSON === "function") {
    text = writeValue(toJSON.call(value, key), pointer, around, key);
  } else if (Array.isArray(value)) {
    text = `[${value.map((element, i) => writeValue(element, `${pointer}/${i}`, around, String(i)) ?? "null").join()}]`;
  } else {
    const members: string[] = [];
    for (const name of Object.keys(value)) {
      const member = writeValue(
        (value as Record<string, unknown>)[name],
        `${pointer}/${escapeToken(name)}`,
        around,
        name,
      );
      if (member !== undefined) members.push(`${JSON.stringify(name)}:${member}`);
    }
    text = `{${members.join()}}`;
  }
  around.pop();
  return text;
}

/** Adds an object to those around it. Throws a TypeError for an object that contains itself or is too deep. */
export function enter(value: object, pointer: string, around: object[]): void {
  if (around.includes(value))
    throw new TypeError(`${nameLocation(pointer)} is an object that contains itself: a body is a tree`);
  if (around.length > depthLimit)
    throw new TypeError(`${nameLocation(pointer.slice(0, 60))}… is nested deeper than ${depthLimit} levels`);
  around.push(value);
}

function nameLocation(pointer: string): string {
  return pointer === "" ? "the body" : `the value at ${pointer}`;
}

function nameType(value: unknown): string {
  if (value === undefined) return "undefined";
  return `a ${typeof value}`;
}

/** Views the bytes of a buffer or of a view of one; undefined for any other value. */
export function viewBytes(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const tag = Object.prototype.toString.call(value);
  if (tag === "[object ArrayBuffer]" || tag === "[object SharedArrayBuffer]")
    return new Uint8Array(value as ArrayBuffer);
  return undefined;
}

function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x6000) {
    text += btoa(String.fromCharCode(...bytes.subarray(i, i + 0x6000)));
  }
  return text;
}

/** Writes a name as a token of a JSON Pointer. */
export function escapeToken(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** Splits a JSON Pointer into the names in it. */
export function splitPointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
}
