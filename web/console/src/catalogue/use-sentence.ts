import type { Operation } from "cognitocheck";
import { useEffect, useState } from "react";
import { type LoadSentences, loadSentences } from ".";
import type { Sentences } from "./sentences";

let loaded: { readonly by: LoadSentences; readonly sentences: Sentences } | undefined;

/** What an operation does, in a sentence; undefined until the sentences of the language are loaded. */
export function useSentence(operation: Operation): string | undefined {
  return useLoaded(loadSentences)?.[operation];
}

function useLoaded(by: LoadSentences): Sentences | undefined {
  const [known, setKnown] = useState(loaded);
  useEffect(() => {
    if (loaded?.by === by) {
      setKnown(loaded);
      return;
    }
    let isWanted = true;
    void by().then(({ sentences }) => {
      loaded = { by, sentences };
      if (isWanted) setKnown(loaded);
    });
    return () => {
      isWanted = false;
    };
  }, [by]);
  return known?.by === by ? known.sentences : undefined;
}
