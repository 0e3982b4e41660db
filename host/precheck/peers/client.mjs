// Calls an operation with an AWS SDK for JavaScript client, for peers_test.go.
//
// 	node client.mjs ENDPOINT < calls.json
//
// Calls are [{client, command, input}], answers [{output} or {exception, message, fault, status, typed}], each with
// what the client sent: {headers, body}. typed tells that the exception is an instance of the client's own class of its
// name.

import { text } from "node:stream/consumers";
import * as identity from "@aws-sdk/client-cognito-identity";
import * as identityProvider from "@aws-sdk/client-cognito-identity-provider";

const clients = {
  "cognito-identity": { sdk: identity, make: (config) => new identity.CognitoIdentityClient(config) },
  "cognito-idp": {
    sdk: identityProvider,
    make: (config) => new identityProvider.CognitoIdentityProviderClient(config),
  },
};

const answers = [];
for (const { client, command, input } of JSON.parse(await text(process.stdin))) {
  const { sdk, make } = clients[client];
  const made = make({
    endpoint: process.argv[2],
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  let sent;
  made.middlewareStack.add(
    (next) => (args) => {
      sent = { headers: args.request.headers, body: Buffer.from(args.request.body).toString() };
      return next(args);
    },
    { step: "deserialize", priority: "low" },
  );
  try {
    const { $metadata, ...output } = await made.send(new sdk[`${command}Command`](input));
    answers.push({ output, sent });
  } catch (error) {
    answers.push({
      exception: error.name,
      message: error.message,
      fault: error.$fault,
      status: error.$metadata?.httpStatusCode,
      requestId: error.$metadata?.requestId,
      typed: error.name in sdk && error instanceof sdk[error.name],
      sent,
    });
  }
  made.destroy();
}
process.stdout.write(JSON.stringify(answers));
