// Checks the sample request of UpdateIdentityPool's reference page: node check.mjs [request.json]
import { readFile } from "node:fs/promises";
import { load } from "cognitocheck";

const sample = {
  IdentityPoolId: "us-east-1:1a234567-8901-234b-5cde-f6789g01h2i3",
  IdentityPoolName: "MyIdentityPool",
  AllowUnauthenticatedIdentities: true,
};

const file = process.argv[2];
const check = await load();
const report = check.request("cognito-identity.UpdateIdentityPool", file ? await readFile(file) : sample);

for (const { path, message } of report.violations) console.log(`${path || "(body)"}: ${message}`);
if (report.valid) {
  console.log(`valid by the model of ${report.model.date}`);
} else {
  console.log(`AWS would answer ${report.error.type}: ${report.error.message}`);
  process.exitCode = 1;
}
