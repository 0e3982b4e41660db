// What a member is called, in words: IdentityPoolId is "Identity pool ID".

/** Words that are not written as they are in a name: those of services and protocols, and what names cut short. */
const spellings: { readonly [word: string]: string } = {
  acr: "ACR",
  admin: "administrator",
  arn: "ARN",
  arns: "ARNs",
  auth: "authentication",
  cognito: "Cognito",
  config: "configuration",
  dcr: "DCR",
  eums: "EUMS",
  html: "HTML",
  http: "HTTP",
  id: "ID",
  ids: "IDs",
  idp: "IdP",
  ip: "IP",
  kms: "KMS",
  lambda: "Lambda",
  max: "maximum",
  mfa: "MFA",
  min: "minimum",
  op: "operation",
  route53: "Route 53",
  saml: "SAML",
  sms: "SMS",
  sns: "SNS",
  sso: "SSO",
  url: "URL",
  urls: "URLs",
  username: "user name",
};

/** Words that camel case tears apart. */
const joined: readonly (readonly [RegExp, string])[] = [
  [/\bopen ID connect\b/g, "OpenID Connect"],
  [/\bopen ID\b/g, "OpenID"],
  [/\bO authentication\b/g, "OAuth"],
  [/\bweb authn\b/g, "WebAuthn"],
  [/\bcloud watch logs\b/g, "CloudWatch Logs"],
  [/\bsign in\b/g, "sign-in"],
  [/\bsign up\b/g, "sign-up"],
  [/\badd ons\b/g, "add-ons"],
];

/** An acronym in the plural, one with a digit, one, or a word. */
const part = /[A-Z]{2,}s(?![a-z])|[A-Z]+[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g;

/** Names a member, or an operation, in English words by its name in camel case. */
export function label(name: string): string {
  let text = (name.match(part) ?? [name])
    .map((word) => spellings[word.toLowerCase()] ?? (/^[a-z]|[a-z]{2}/.test(word.slice(1)) ? word.toLowerCase() : word))
    .join(" ");
  for (const [torn, whole] of joined) text = text.replace(torn, whole);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
