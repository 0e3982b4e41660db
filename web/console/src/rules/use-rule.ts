import type { Rule } from "cognitocheck/rules";
import { useEffect, useState } from "react";

let loaded: typeof import("./find") | undefined;

/** What is known of the rule with a code; undefined for other codes, and until the list of rules is loaded. */
export function useRule(code: string): Rule | undefined {
  const [rules, setRules] = useState(loaded);
  useEffect(() => {
    if (loaded || !code.startsWith("rule.")) return;
    void import("./find").then((module) => {
      loaded = module;
      setRules(module);
    });
  }, [code]);
  return rules?.findRule(code);
}
