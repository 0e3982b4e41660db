import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * Gives a function that stays the same and calls the one of the last rendering. Fields that are given it are rendered
 * anew only when their own value changes.
 */
export function useStable<A extends readonly unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  const last = useRef(work);
  useLayoutEffect(() => {
    last.current = work;
  });
  return useCallback((...args: A) => last.current(...args), []);
}
