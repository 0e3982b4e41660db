// Rules of the user's own, from a file that cognitocheck rules compile has made.
import { type Check, load, RulesError } from "cognitocheck";
import { texts } from "../catalogue";

/** Rules of the user's own, and the check that has them. */
export interface Own {
  readonly name: string;
  readonly check: Check;
}

/** What compiled rules begin with. */
const mark = "ccr";

/** Tells whether a file is meant to be compiled rules: it is named like them, or begins like them. */
export async function isOwnRules(file: File): Promise<boolean> {
  return /\.rules$/i.test(file.name) || (await file.slice(0, mark.length).text()) === mark;
}

/** Reads compiled rules. Rejects with an error in the language of the page, which names the file. */
export async function readOwnRules(file: File): Promise<Own> {
  try {
    return { name: file.name, check: await load({ rules: await file.arrayBuffer(), warnings: true }) };
  } catch (error) {
    if (error instanceof RulesError) throw new Error(texts.rules.refused(file.name), { cause: error });
    throw new Error(`${file.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
