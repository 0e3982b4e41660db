import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import type { Shape } from "cognitocheck";
import type { ReactNode } from "react";
import { texts } from "../catalogue";
import { isNull, type Node } from "../request/json";
import { Field } from "./field";
import { Members } from "./members";
import { PlaceMark } from "./place-mark";
import { fits } from "./shape";
import { useStable } from "./stable";
import { useOpen } from "./state";

export interface PartProps {
  readonly pointer: string;
  readonly index: number;
  readonly title: string;
  /** The text that tells the part from others while it is closed. */
  readonly text: string;
  readonly isOpen: boolean;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** An element of a list or an entry of a map that is too large for a row. */
export function Part({ pointer, index, title, text, isOpen, onRemove, children }: PartProps) {
  const [open, setOpen] = useOpen(pointer, isOpen);
  return (
    <PlaceMark place={pointer}>
      <div data-row={index}>
        <ExpandableSection
          variant="container"
          headerText={title}
          {...(!open && text && { headerDescription: text })}
          headerActions={
            <Button formAction="none" ariaLabel={texts.field.removeMember(title)} onClick={onRemove}>
              {texts.field.remove}
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
  readonly path: string;
  readonly sensitive: boolean;
}

/** The value of a part. It stays there when nothing is left in it. */
export function PartValue({ shape, node, onChange, pointer, path, sensitive }: PartValueProps) {
  const change = useStable((value: Node | undefined) =>
    onChange(value ?? { kind: "object", id: node.id, entries: [] }),
  );
  const value = { shape, node, onChange: change, pointer, path, sensitive };
  if (shape.members && fits(shape, node) && !isNull(node)) return <Members {...value} />;
  return <Field {...value} path={`${path}.Value`} required />;
}
