import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import type { Shape } from "cognitocheck";
import type { ReactNode } from "react";
import { isNull, type Node } from "../request/json";
import { Field } from "./field";
import type { Look } from "./look";
import { Members } from "./members";
import { PlaceMark } from "./place-mark";
import { fits } from "./shape";
import { useOpen } from "./state";

export interface PartProps {
  readonly pointer: string;
  readonly index: number;
  readonly title: string;
  /** The text that tells the part from others while it is closed. */
  readonly text: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** An element of a list or an entry of a map that is too large for a row. */
export function Part({ pointer, index, title, text, onRemove, children }: PartProps) {
  const [open, setOpen] = useOpen(pointer, true);
  return (
    <PlaceMark place={pointer}>
      <div data-row={index}>
        <ExpandableSection
          variant="container"
          headerText={title}
          {...(!open && text && { headerDescription: text })}
          headerActions={
            <Button formAction="none" ariaLabel={`Remove ${title}`} onClick={onRemove}>
              Remove
            </Button>
          }
          expanded={open}
          onChange={({ detail }) => setOpen(detail.expanded)}
        >
          {open && children}
        </ExpandableSection>
      </div>
    </PlaceMark>
  );
}

export interface PartValueProps {
  readonly shape: Shape;
  readonly node: Node;
  readonly onChange: (node: Node) => void;
  readonly pointer: string;
  readonly sensitive: boolean;
  readonly look?: Look | undefined;
}

/** The value of a part. It stays there when nothing is left in it. */
export function PartValue({ shape, node, onChange, pointer, sensitive, look }: PartValueProps) {
  const change = (value: Node | undefined) => onChange(value ?? { kind: "object", id: node.id, entries: [] });
  const value = { shape, node, onChange: change, pointer, sensitive };
  if (shape.members && fits(shape, node) && !isNull(node)) return <Members {...value} looks={look?.members} />;
  return <Field {...value} name="Value" required />;
}
