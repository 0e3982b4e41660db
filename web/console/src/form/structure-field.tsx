import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import { type Node, object } from "../request/json";
import { writeCaption } from "./caption";
import type { FieldProps } from "./field";
import { Members } from "./members";
import { PlaceMark } from "./place-mark";
import { useErrorText, useOpen } from "./state";

/** A structure: a section that opens, with the fields of its members. */
export function StructureField(props: FieldProps) {
  const { shape, node, onChange, pointer, name, look, required, sensitive } = props;
  const errorText = useErrorText()(pointer);
  const { label, info, description } = writeCaption(props);
  const count = node?.kind === "object" ? node.entries.length : 0;
  const [open, setOpen] = useOpen(pointer, required === true || count > 0);
  const empty = !shape.members?.length;
  const change = (value: Node | undefined) => {
    // The section stays open while it is edited, even when nothing is left in it.
    setOpen(true);
    onChange(value);
  };
  return (
    <PlaceMark place={pointer}>
      <ExpandableSection
        variant="default"
        headerText={
          <>
            {label}
            {count > 0 && !open && ` (${count} set)`}
          </>
        }
        headerInfo={info}
        {...(typeof description === "string" && { headerDescription: description })}
        expanded={open}
        onChange={({ detail }) => setOpen(detail.expanded)}
      >
        {open && (
          <div className="nested">
            {errorText && <FormField errorText={errorText} stretch />}
            {empty ? (
              <Button formAction="none" onClick={() => change(node ? undefined : object())}>
                {node ? `Remove ${name}` : `Add empty ${name}`}
              </Button>
            ) : (
              <Members
                shape={shape}
                node={node}
                onChange={change}
                pointer={pointer}
                sensitive={sensitive}
                looks={look?.members}
              />
            )}
          </div>
        )}
      </ExpandableSection>
    </PlaceMark>
  );
}
