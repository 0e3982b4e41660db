import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { texts } from "../catalogue";
import type { Window } from "./state";
import { windowSize } from "./view";

/** Says which part of a long list is on the page, and brings others. */
export function Pager({ window: { from, to, all, move }, item }: { window: Window; item: string }) {
  if (all <= windowSize) return null;
  const { field } = texts;
  return (
    <div className="pager" role="group" aria-label={field.shownOf(from + 1, to, all, item)}>
      <Box variant="span" color="text-body-secondary">
        {field.shownOf(from + 1, to, all, item)}
      </Box>
      <Button formAction="none" disabled={from === 0} onClick={() => move(from - windowSize)}>
        {field.earlier}
      </Button>
      <Button formAction="none" disabled={to === all} onClick={() => move(from + windowSize)}>
        {field.later}
      </Button>
    </div>
  );
}
