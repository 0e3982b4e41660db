// The rows that the editors of lists and maps share.
import type { AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import type { Place } from "cognitocheck/react";
import { memo, type ReactNode, useRef } from "react";
import type { Node } from "../request/json";
import { Leaf, type LeafProps } from "./control/leaf";
import { PlaceMark } from "./place-mark";
import { useStable } from "./stable";
import { useFormContext } from "./state";

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
  const { form } = useFormContext();
  return {
    editor,
    followAdded(index) {
      requestAnimationFrame(() => {
        const row = `[data-place="${CSS.escape(pointer)}"] [data-row="${index}"]`;
        document.querySelector<HTMLElement>(`${row} :is(input, textarea, button)`)?.focus();
      });
    },
    followRemoved(left) {
      form.visit(pointer);
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

interface RowLeafProps extends Omit<LeafProps, "onChange"> {
  readonly row: number;
  readonly place: Place;
  readonly first: boolean;
  /** Told the row, its new value, and the one before. It may be another function each time. */
  readonly onRow: (row: number, value: Node | undefined, before: Node | undefined) => void;
}

/** A value in a row. */
export function RowLeaf({ onRow, ...props }: RowLeafProps) {
  const { row, node } = props;
  const onChange = useStable((value: Node | undefined) => onRow(row, value, node));
  return <RowControl {...props} onChange={onChange} />;
}

const RowControl = memo(function RowControl({
  row,
  place,
  first,
  ...leaf
}: LeafProps & Pick<RowLeafProps, "row" | "place" | "first">) {
  return (
    <Cell row={row} place={place} first={first}>
      <Leaf {...leaf} />
    </Cell>
  );
});
