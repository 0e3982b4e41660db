import Button from "@cloudscape-design/components/button";
import Input from "@cloudscape-design/components/input";
import { texts } from "../../catalogue";
import { type Node, print } from "../../request/json";
import { useFormContext } from "../state";
import type { LeafProps } from "./leaf";

/** A value of a type that the form has no control for. It stays in the request until it is replaced. */
export function ForeignValue({ node, onChange, kept, label, sensitive }: LeafProps & { node: Node }) {
  const { reveal } = useFormContext();
  return (
    <div className="beside">
      <Input value={sensitive && !reveal ? "••••••••" : print(node)} readOnly />
      <Button
        ariaLabel={texts.field.replaceName(label)}
        formAction="none"
        onClick={() => onChange(kept ? { kind: "string", id: node.id, text: "" } : undefined)}
      >
        {texts.field.replace}
      </Button>
    </div>
  );
}
