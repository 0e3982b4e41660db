import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation } from "cognitocheck";
import { texts } from "../catalogue";
import { useSentence } from "../catalogue/use-sentence";
import { splitOperation } from "../operation";

/** The operations of a service, each with a sentence. */
export function ServicePage({ service, operations }: { service: string; operations: readonly Operation[] }) {
  const { address, services } = texts;
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={address.serviceHelp}>
        {services[service]}
      </Header>
      <Container>
        <ul className="places" id="form" tabIndex={-1} aria-label={address.service(services[service] ?? service)}>
          {operations
            .filter((operation) => operation.startsWith(`${service}.`))
            .map((operation) => (
              <ServiceEntry key={operation} operation={operation} />
            ))}
        </ul>
      </Container>
    </SpaceBetween>
  );
}

function ServiceEntry({ operation }: { operation: Operation }) {
  return (
    <li>
      <Link href={`#/${operation}`}>{splitOperation(operation)[1]}</Link>
      <div>{useSentence(operation)}</div>
    </li>
  );
}
