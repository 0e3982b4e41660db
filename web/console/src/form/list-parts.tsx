import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Shape } from "cognitocheck";
import type { FieldTexts } from "cognitocheck/react";
import { pointerTo } from "cognitocheck/react";
import { memo } from "react";
import { texts } from "../catalogue";
import { member, type Node } from "../request/json";
import type { Look } from "./look";
import { Part, PartValue } from "./part";
import { useStable } from "./stable";
import type { Window } from "./state";

/** The properties of the editors of a list's elements. */
export interface ListProps {
  readonly element: Shape;
  readonly list: readonly Node[];
  readonly window: Window;
  readonly pointer: string;
  readonly path: string;
  readonly texts: FieldTexts;
  readonly look: Look | undefined;
  readonly sensitive: boolean;
  readonly onSet: (index: number, value: Node) => void;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
}

/** Lists with more elements are closed at first. */
export const mostOpen = 4;

/** The elements of a list, each in a section of its own. */
export function ListParts({
  element,
  list,
  window,
  pointer,
  path,
  texts: { item },
  sensitive,
  onSet,
  onAdd,
  onRemove,
}: ListProps) {
  return (
    <SpaceBetween size="s">
      {list.slice(window.from, window.to).map((node, i) => (
        <ListPart
          key={node.id}
          element={element}
          node={node}
          index={window.from + i}
          pointer={pointerTo(pointer, window.from + i)}
          path={path}
          item={item}
          sensitive={sensitive}
          isOpen={list.length <= mostOpen}
          onSet={onSet}
          onRemove={onRemove}
        />
      ))}
      <Button formAction="none" onClick={onAdd}>
        {texts.field.add(item)}
      </Button>
    </SpaceBetween>
  );
}

const ListPart = memo(function ListPart({
  element,
  node,
  index,
  pointer,
  path,
  item,
  sensitive,
  isOpen,
  onSet,
  onRemove,
}: {
  element: Shape;
  node: Node;
  index: number;
  pointer: string;
  path: string;
  item: string;
  sensitive: boolean;
  isOpen: boolean;
  onSet: ListProps["onSet"];
  onRemove: ListProps["onRemove"];
}) {
  const change = useStable((value: Node) => onSet(index, value));
  return (
    <Part
      pointer={pointer}
      index={index}
      title={texts.field.numbered(item, index + 1)}
      text={titleOf(node, element)}
      // A part that was just added is open: it has nothing in it yet.
      isOpen={isOpen || (node.kind === "object" && !node.entries.length)}
      onRemove={() => onRemove(index)}
    >
      <PartValue shape={element} node={node} onChange={change} pointer={pointer} path={path} sensitive={sensitive} />
    </Part>
  );
});

/** Finds the text that tells an element from its neighbours: the first one that is not sensitive. */
function titleOf(node: Node, shape: Shape): string {
  for (const { name, shape: inner } of shape.members ?? []) {
    const value = member(node, name);
    if (value?.kind === "string" && !inner.sensitive && value.text.length <= 60) return value.text;
  }
  return "";
}
