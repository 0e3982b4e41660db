import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FileInput from "@cloudscape-design/components/file-input";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { texts } from "../catalogue";
import { type Own, readOwnRules } from "./read-own";

/** Takes a file of compiled rules, with which the console checks from then on. */
export function OwnRules({ own, onOwn }: { own: Own | undefined; onOwn: (own: Own | undefined) => void }) {
  const [failure, setFailure] = useState("");
  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      onOwn(await readOwnRules(file));
      setFailure("");
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  return (
    <Container header={<Header variant="h2">{texts.rules.own}</Header>}>
      <FormField description={texts.rules.ownHelp} errorText={failure} stretch>
        <SpaceBetween size="s">
          <SpaceBetween direction="horizontal" size="xs">
            <FileInput value={[]} accept=".rules" onChange={({ detail }) => void choose(detail.value[0])}>
              {texts.rules.choose}
            </FileInput>
            {own && <Button onClick={() => onOwn(undefined)}>{texts.rules.remove}</Button>}
          </SpaceBetween>
          {own && <StatusIndicator type="success">{texts.rules.inUse(own.name)}</StatusIndicator>}
        </SpaceBetween>
      </FormField>
    </Container>
  );
}
