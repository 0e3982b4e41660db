import type { Operation } from "cognitocheck";
import { identityPool } from "./identity-pool";
import { identityProvider } from "./identity-provider";
import type { Layout } from "./layout";

export const layouts: { readonly [operation in Operation]?: Layout } = {
  "cognito-identity.CreateIdentityPool": identityPool,
  "cognito-identity.UpdateIdentityPool": identityPool,
  "cognito-idp.CreateIdentityProvider": identityProvider,
  "cognito-idp.UpdateIdentityProvider": identityProvider,
};
