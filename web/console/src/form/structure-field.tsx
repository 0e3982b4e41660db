import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import { texts } from "../catalogue";
import { type Node, object } from "../request/json";
import { useCaption } from "./caption";
import type { FieldProps } from "./field";
import { Members } from "./members";
import { PlaceMark } from "./place-mark";
import { useStable } from "./stable";
import { useErrorText, useOpen } from "./state";

/** A structure: a section that opens, with the fields of its members. */
export function StructureField(props: FieldProps) {
  const { shape, node, onChange, pointer, path, required, sensitive } = props;
  const errorText = useErrorText(pointer);
  const caption = useCaption(props);
  const count = node?.kind === "object" ? node.entries.length : 0;
  const [open, setOpen] = useOpen(pointer, required === true || count > 0);
  const empty = !shape.members?.length;
  const change = useStable((value: Node | undefined) => {
    // The section stays open while it is edited, even when nothing is left in it.
    setOpen(true);
    onChange(value);
  });
  return (
    <PlaceMark place={pointer}>
      <ExpandableSection
        variant="default"
        headerText={
          <>
            {caption.above.label}
            {count > 0 && !open && texts.field.set(count)}
          </>
        }
        headerInfo={caption.above.info}
        {...(caption.help !== undefined && { headerDescription: caption.help })}
        expanded={open}
        onChange={({ detail }) => setOpen(detail.expanded)}
      >
        {open && (
          <div className="nested">
            {errorText && <FormField errorText={errorText} stretch />}
            {empty ? (
              <Button formAction="none" onClick={() => change(node ? undefined : object())}>
                {node ? texts.field.removeMember(caption.label) : texts.field.addEmpty(caption.label)}
              </Button>
            ) : (
              <Members
                shape={shape}
                node={node}
                onChange={change}
                pointer={pointer}
                path={path}
                sensitive={sensitive}
              />
            )}
          </div>
        )}
      </ExpandableSection>
    </PlaceMark>
  );
}
