import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import type { Operation, Shape } from "cognitocheck";
import { texts } from "../catalogue";
import { type Example, examples } from "../request/examples";

/** A button, or a menu where there are several examples. */
export function ExampleButton({
  operation,
  shape,
  onLoad,
}: {
  operation: Operation;
  shape: Shape;
  onLoad: (example: Example) => void;
}) {
  const all = examples(operation, shape);
  const load = (index: number) => {
    const example = all[index];
    if (example) onLoad(example);
  };
  if (all.length === 1) return <Button onClick={() => load(0)}>{texts.header.example}</Button>;
  return (
    <ButtonDropdown
      items={all.map(({ title }, i) => ({ id: String(i), text: title }))}
      onItemClick={({ detail }) => load(Number(detail.id))}
    >
      {texts.header.example}
    </ButtonDropdown>
  );
}
