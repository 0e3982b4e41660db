import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Shape } from "cognitocheck";
import { member, type Node } from "../request/json";
import { child } from "../request/pointer";
import { capital } from "../words";
import type { Look } from "./look";
import { Part, PartValue } from "./part";

/** The properties of the editors of a list's elements. */
export interface ListProps {
  readonly element: Shape;
  readonly list: readonly Node[];
  readonly pointer: string;
  /** The names of the list and of one element. */
  readonly name: string;
  readonly item: string;
  readonly look: Look | undefined;
  readonly sensitive: boolean;
  readonly onSet: (index: number, value: Node) => void;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
}

/** The elements of a list, each in a section of its own. */
export function ListParts({ element, list, pointer, item, look, sensitive, onSet, onAdd, onRemove }: ListProps) {
  return (
    <SpaceBetween size="s">
      {list.map((node, i) => (
        <Part
          key={node.id}
          pointer={child(pointer, i)}
          index={i}
          title={`${capital(item)} ${i + 1}`}
          text={titleOf(node, element)}
          onRemove={() => onRemove(i)}
        >
          <PartValue
            shape={element}
            node={node}
            onChange={(value) => onSet(i, value)}
            pointer={child(pointer, i)}
            sensitive={sensitive}
            look={look}
          />
        </Part>
      ))}
      <Button formAction="none" onClick={onAdd}>{`Add ${item}`}</Button>
    </SpaceBetween>
  );
}

/** Finds the text that tells an element from its neighbours: the first one that is not sensitive. */
function titleOf(node: Node, shape: Shape): string {
  for (const { name, shape: inner } of shape.members ?? []) {
    const value = member(node, name);
    if (value?.kind === "string" && !inner.sensitive && value.text.length <= 60) return value.text;
  }
  return "";
}
