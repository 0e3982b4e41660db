import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import FileInput from "@cloudscape-design/components/file-input";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation, Shape } from "cognitocheck";
import { commandOf } from "../request/command";
import { type Example, examples } from "../request/examples";

/** The name of the operation, and what fills or empties the whole form. */
export function PageHeader({
  operation,
  shape,
  onLoad,
  onFile,
  onClear,
}: {
  operation: Operation;
  shape: Shape;
  onLoad: (example: Example) => void;
  onFile: (file: File | undefined) => void;
  onClear: () => void;
}) {
  return (
    <Header
      variant="h1"
      description={commandOf(operation)}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ExampleButton all={examples(operation, shape)} onLoad={onLoad} />
          <FileInput value={[]} accept=".json,application/json" onChange={({ detail }) => onFile(detail.value[0])}>
            Import JSON
          </FileInput>
          <Button onClick={onClear}>Clear</Button>
        </SpaceBetween>
      }
    >
      <span className="breakable">{operation.slice(operation.indexOf(".") + 1)}</span>
    </Header>
  );
}

/** A button, or a menu where there are several examples. */
function ExampleButton({ all, onLoad }: { all: readonly Example[]; onLoad: (example: Example) => void }) {
  const load = (index: number) => {
    const example = all[index];
    if (example) onLoad(example);
  };
  if (all.length === 1) return <Button onClick={() => load(0)}>Load an example</Button>;
  return (
    <ButtonDropdown
      items={all.map(({ title }, i) => ({ id: String(i), text: title }))}
      onItemClick={({ detail }) => load(Number(detail.id))}
    >
      Load an example
    </ButtonDropdown>
  );
}
