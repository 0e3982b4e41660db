import { type ComponentType, lazy } from "react";

/** How long a part that could not be loaded is waited for, in milliseconds, before it is asked for again. */
const pause = 3000;

/**
 * A component that is loaded once it is rendered, in a Suspense that says what is there until then. It is asked for
 * again when the network fails.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return lazy(async () => {
    for (;;) {
      try {
        return { default: await load() };
      } catch (error) {
        // What fails otherwise is no matter of the network, and is not mended by time.
        if (!(error instanceof TypeError || /preload/i.test(String(error)))) throw error;
        console.warn(error);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  });
}
