// The exports that the entries of all runtimes share.

export type * as CognitoIdentity from "./cognito-identity_gen.js";
export type * as CognitoIdp from "./cognito-idp_gen.js";
export type * as CognitoSync from "./cognito-sync_gen.js";
export { AmbiguousOperationError, ModuleError, RulesError, UndecidedError, UnknownOperationError } from "./errors.js";
export type { Load } from "./load.js";
export type * from "./types.js";
