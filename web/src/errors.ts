import type { Operation } from "./types.js";

/** Thrown for a name that no operation has. */
export class UnknownOperationError extends TypeError {
  override readonly name = "UnknownOperationError";
  constructor(
    /** The name as it was given. */
    readonly operation: string,
    /** Up to three full names that look most like it. */
    readonly nearest: readonly Operation[],
  ) {
    const hint = nearest.length ? `did you mean ${nearest.join(" or ")}?` : "check.operations() lists all of them";
    super(`unknown operation ${JSON.stringify(operation)}; ${hint}`);
  }
}

/** Thrown for a bare name that operations of several services have. */
export class AmbiguousOperationError extends TypeError {
  override readonly name = "AmbiguousOperationError";
  constructor(
    readonly operation: string,
    /** The full names. */
    readonly candidates: readonly Operation[],
  ) {
    super(`operation ${JSON.stringify(operation)} exists in several services; name one of ${candidates.join(" or ")}`);
  }
}

/** Thrown when the module cannot be used: it is not found, not WebAssembly, not allowed here, or not this package's. */
export class ModuleError extends TypeError {
  override readonly name = "ModuleError";
}

/**
 * Thrown when rules of one's own cannot be used: they are not found, not what `cognitocheck rules compile` has made, or
 * made for another module.
 */
export class RulesError extends TypeError {
  override readonly name = "RulesError";
}

/**
 * Thrown when the check could not decide: the body may be valid or invalid.
 *
 * - `size`: the body is over the limit; it was not read.
 * - `names`: more than 32,768 names of maps and unknown members are open at once, too many to look for duplicates.
 * - `pointer`: the pointer given to field leads to no member of the operation.
 * - `rules`: the rules of one's own would read more than 256 times the body and 1 MiB.
 * - `trap`: the module stopped, because of a fault of ours or a lack of memory. The next call gets a new instance.
 */
export class UndecidedError extends Error {
  override readonly name = "UndecidedError";
  constructor(
    readonly reason: "size" | "names" | "pointer" | "rules" | "trap",
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export function tooLarge(limit: number): UndecidedError {
  return new UndecidedError("size", `the body is over the limit of ${limit} bytes; it was not read`);
}

/**
 * Tells an UndecidedError by its name: a program may have this package twice, as ES modules and as CommonJS, and then
 * has two classes.
 */
export function isUndecided(error: unknown): error is UndecidedError {
  return (error as Error | null | undefined)?.name === "UndecidedError";
}
