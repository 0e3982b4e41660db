import type { Operation } from "./types.js";

/** No operation has this name. */
export class UnknownOperationError extends TypeError {
  override readonly name = "UnknownOperationError";
  constructor(
    /** The name as it was given. */
    readonly operation: string,
    /** Up to three full names that look most like it. */
    readonly nearest: readonly Operation[],
  ) {
    const hint = nearest.length ? `did you mean ${list(nearest)}?` : "check.operations() lists all of them";
    super(`unknown operation ${JSON.stringify(operation)}; ${hint}`);
  }
}

/** Operations of several services have this bare name. */
export class AmbiguousOperationError extends TypeError {
  override readonly name = "AmbiguousOperationError";
  constructor(
    readonly operation: string,
    /** The full names. */
    readonly candidates: readonly Operation[],
  ) {
    super(`operation ${JSON.stringify(operation)} exists in several services; name one of ${list(candidates)}`);
  }
}

/** The module cannot be used: it was not found, is not WebAssembly, is not allowed to run here, or is not the one for this package. */
export class ModuleError extends TypeError {
  override readonly name = "ModuleError";
}

/**
 * The body could not be decided: nothing is known of it, neither that it is valid nor that it is invalid.
 *
 * - `size`: it is over the limit; it was not read.
 * - `names`: more than 32,768 names of maps and unknown members stand open at once; duplicates could not be told.
 * - `pointer`: the pointer given to field leads to no member of the operation.
 * - `trap`: the module broke off, which is a fault of ours or a lack of memory. The next call gets a new instance.
 */
export class UndecidedError extends Error {
  override readonly name = "UndecidedError";
  constructor(
    readonly reason: "size" | "names" | "pointer" | "trap",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
}
