// A Lambda function behind a function URL or an HTTP API. It answers an invalid request as Amazon Cognito would, and
// says of a valid one that it would go on. Bundled, it is one file:
// esbuild handler.js --bundle --platform=node --format=cjs --outfile=index.js
import { load } from "cognitocheck";
import { precheck } from "cognitocheck/edge";

const checked = load().then((check) => precheck(check, { undecided: "pass" }));

export async function handler({ rawPath, rawQueryString, headers, body, isBase64Encoded, requestContext }) {
  const { method } = requestContext.http;
  const url = Object.assign(new URL("https://lambda.invalid"), { pathname: rawPath, search: rawQueryString ?? "" });
  const bytes = body === undefined ? undefined : Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  const refused = await (await checked)(new Request(url, { method, headers, body: bytes }));
  if (!refused) return { statusCode: 200, body: '{"valid":true}' };
  return { statusCode: refused.status, headers: Object.fromEntries(refused.headers), body: await refused.text() };
}
