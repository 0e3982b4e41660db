import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Operation } from "cognitocheck";
import { writeRuleAddress } from "../address";
import { texts } from "../catalogue";
import { splitOperation } from "../operation";

/** Operations that many begin with. */
const frequent: readonly Operation[] = [
  "cognito-idp.CreateUserPool",
  "cognito-idp.CreateUserPoolClient",
  "cognito-idp.CreateIdentityProvider",
  "cognito-idp.AdminCreateUser",
  "cognito-idp.SignUp",
  "cognito-idp.InitiateAuth",
  "cognito-identity.CreateIdentityPool",
  "cognito-identity.UpdateIdentityPool",
  "cognito-identity.SetIdentityPoolRoles",
];

/** What the page is, and where to begin. */
export function StartPage({ onPaste, onGo }: { onPaste: () => void; onGo: (operation: Operation) => void }) {
  const { start, services } = texts;
  return (
    <div className="start" id="form" tabIndex={-1}>
      <SpaceBetween size="l">
        <h1>{start.title}</h1>
        <p>{start.what}</p>
        <p>{start.privacy}</p>
        <SpaceBetween size="xs">
          <Button variant="primary" onClick={onPaste}>
            {start.paste}
          </Button>
          <Box color="text-body-secondary">{start.pasteHelp}</Box>
        </SpaceBetween>
        <h2>{start.find}</h2>
        <ul className="grid" aria-label={start.frequent}>
          {frequent.map((operation) => (
            <li key={operation}>
              <Link
                href={`#/${operation}`}
                onFollow={(event) => {
                  event.preventDefault();
                  onGo(operation);
                }}
              >
                {splitOperation(operation)[1]}
              </Link>{" "}
              <Box variant="small" color="text-body-secondary">
                {services[splitOperation(operation)[0]]}
              </Box>
            </li>
          ))}
        </ul>
        <p>{start.all}</p>
        <p>
          <Link href={writeRuleAddress()}>{start.rules}</Link>
        </p>
      </SpaceBetween>
    </div>
  );
}
