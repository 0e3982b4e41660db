import type { Operation } from "cognitocheck";
import { useEffect, useState } from "react";
import type { Sentences } from "./sentences";

let loaded: Sentences | undefined;

/** What an operation does, in a sentence; undefined until the sentences are loaded. */
export function useSentence(operation: Operation): string | undefined {
  const [sentences, setSentences] = useState(loaded);
  useEffect(() => {
    if (loaded) return;
    void import("./sentences").then((module) => {
      loaded = module.sentences;
      setSentences(loaded);
    });
  }, []);
  return sentences?.[operation];
}
