// The rows that the editors of lists and maps share.
import type { AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import { type ReactNode, useRef } from "react";
import type { Place } from "../request/errors";
import { PlaceMark } from "./place-mark";
import { useFormState } from "./state";

const removeButton = { width: "auto" as const };

/** Lays out the columns of a row by the width that there is. */
export function layOut(columns: number): AttributeEditorProps.GridLayout[] {
  if (columns === 1) return [{ rows: [[1]], removeButton }];
  if (columns === 2) return [{ breakpoint: "xxs", rows: [[1, 1]], removeButton }, { rows: [[1], [1]] }];
  return [
    { breakpoint: "s", rows: [[2, 2, 1]], removeButton },
    { breakpoint: "xxs", rows: [[1, 1], [1]] },
    { rows: [[1], [1], [1]] },
  ];
}

export interface RowFocus {
  readonly editor: React.RefObject<AttributeEditorProps.Ref | null>;
  /** Moves the focus to the row that was added at an index. */
  followAdded(index: number): void;
  /** Moves the focus on after a row was removed and some are left. */
  followRemoved(left: number): void;
}

/** Moves the focus in the editor at a pointer. */
export function useRowFocus(pointer: string): RowFocus {
  const editor = useRef<AttributeEditorProps.Ref>(null);
  const { visit } = useFormState();
  return {
    editor,
    followAdded(index) {
      requestAnimationFrame(() => {
        const row = `[data-place="${CSS.escape(pointer)}"] [data-row="${index}"]`;
        document.querySelector<HTMLElement>(`${row} :is(input, textarea, button)`)?.focus();
      });
    },
    followRemoved(left) {
      visit(pointer);
      requestAnimationFrame(() =>
        left > 0 ? editor.current?.focusRemoveButton(left - 1) : editor.current?.focusAddButton(),
      );
    },
  };
}

/** One control of a row. The first one takes the focus when the row is added. */
export function Cell({
  row,
  place,
  first,
  children,
}: {
  row: number;
  place: Place;
  first: boolean;
  children: ReactNode;
}) {
  return (
    <div {...(first && { "data-row": row })}>
      <PlaceMark place={place}>{children}</PlaceMark>
    </div>
  );
}
