import Button from "@cloudscape-design/components/button";
import Input from "@cloudscape-design/components/input";
import { type Node, print } from "../../request/json";
import { useFormState } from "../state";
import type { LeafProps } from "./leaf";

/** A value of a type that the form has no control for. It stays in the request until it is replaced. */
export function ForeignValue({ node, onChange, kept, label, sensitive }: LeafProps & { node: Node }) {
  const { reveal } = useFormState();
  return (
    <div className="beside">
      <Input value={sensitive && !reveal ? "••••••••" : print(node)} readOnly />
      <Button
        ariaLabel={`Replace ${label}`}
        formAction="none"
        onClick={() => onChange(kept ? { kind: "string", id: node.id, text: "" } : undefined)}
      >
        Replace
      </Button>
    </div>
  );
}
