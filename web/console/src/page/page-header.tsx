import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FileInput from "@cloudscape-design/components/file-input";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation, Shape } from "cognitocheck";
import { memo, Suspense } from "react";
import { texts } from "../catalogue";
import { useSentence } from "../catalogue/use-sentence";
import { later } from "../later";
import { splitOperation } from "../operation";
import { commandOf } from "../request/command";
import type { Example } from "../request/examples";

const ExampleButton = later(async () => (await import("./example-button")).ExampleButton);

/** The versions of the services, as the addresses of their API references name them. */
const references: Readonly<Record<string, string>> = {
  "cognito-identity": "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_",
  "cognito-idp": "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_",
  "cognito-sync": "https://docs.aws.amazon.com/cognitosync/latest/APIReference/API_",
};

/** The name of the operation, and what fills or empties the whole form. */
export const PageHeader = memo(function PageHeader({
  operation,
  shape,
  onLoad,
  onFile,
  onPaste,
  onClear,
}: {
  operation: Operation;
  shape: Shape;
  onLoad: (example: Example) => void;
  onFile: (file: File | undefined) => void;
  onPaste: () => void;
  onClear: () => void;
}) {
  const [service, name] = splitOperation(operation);
  const sentence = useSentence(operation);
  const { header } = texts;
  return (
    <Header
      variant="h1"
      description={
        <>
          {sentence && <span>{sentence} </span>}
          <Link
            href={`${references[service]}${name}.html`}
            external
            externalIconAriaLabel={header.opensNewTab}
            ariaLabel={`${header.reference}: ${name}`}
          >
            {header.reference}
          </Link>
          <Box variant="code" display="block">
            {commandOf(operation)}
          </Box>
        </>
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Suspense fallback={<Button disabled>{header.example}</Button>}>
            <ExampleButton operation={operation} shape={shape} onLoad={onLoad} />
          </Suspense>
          <Button onClick={onPaste}>{header.paste}</Button>
          <FileInput value={[]} onChange={({ detail }) => onFile(detail.value[0])}>
            {header.import}
          </FileInput>
          <Button onClick={onClear}>{header.clear}</Button>
        </SpaceBetween>
      }
    >
      <span className="breakable">{name}</span>
    </Header>
  );
});
