import { useEffect, useState } from "react";

/** Gives a value at once, or where it is slow to show, once it has stayed the same for so many milliseconds. */
export function useSettled<T>(value: T, isSlow: boolean, pause = 150): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (!isSlow) return undefined;
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, isSlow, pause]);
  return isSlow ? settled : value;
}
