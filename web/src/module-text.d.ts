// Declares module-text.js, which scripts/build.mjs makes of the module.

/** The characters that the text is written in. */
export declare const characters: string;
/** The values of bytes, in the order of their characters. */
export declare const order: readonly number[];
/** The module. */
export declare const text: string;
