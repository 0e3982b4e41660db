import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FileInput from "@cloudscape-design/components/file-input";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type Check, load } from "cognitocheck";
import { useState } from "react";

/** Rules of the user's own, and the check that has them. */
export interface Own {
  readonly name: string;
  readonly check: Check;
}

/** Takes a file of compiled rules, with which the console checks from then on. */
export function OwnRules({ own, onOwn }: { own: Own | undefined; onOwn: (own: Own | undefined) => void }) {
  const [failure, setFailure] = useState("");
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      onOwn({ name: file.name, check: await load({ rules: await file.arrayBuffer(), warnings: true }) });
      setFailure("");
    } catch (error) {
      setFailure(`${file.name}: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  return (
    <Container header={<Header variant="h2">Rules of your own</Header>}>
      <FormField
        description="A file that cognitocheck rules compile has made. It stays in this page, until the page is loaded again."
        errorText={failure}
        stretch
      >
        <SpaceBetween size="s">
          <SpaceBetween direction="horizontal" size="xs">
            <FileInput value={[]} accept=".rules" onChange={({ detail }) => void choose(detail.value[0])}>
              Choose compiled rules
            </FileInput>
            {own && <Button onClick={() => onOwn(undefined)}>Remove</Button>}
          </SpaceBetween>
          {own && <StatusIndicator type="success">{own.name} is in use</StatusIndicator>}
        </SpaceBetween>
      </FormField>
    </Container>
  );
}
