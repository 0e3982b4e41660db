// Times cognitocheck in Node against its peers. Reads from standard input {rounds, slice, payloads: [{name, operation,
// valid, five}]}, slice in milliseconds, and writes [{payload, times: {contender: [nanoseconds of one run, by round]}}]
// to standard output.
import { readFileSync } from "node:fs";
import { load } from "../dist/node.js";
import { ajv, parse } from "./peers.mjs";

const { rounds, slice, payloads } = JSON.parse(readFileSync(0, "utf8"));

// Processor time, so that the turns of other programs do not count; it includes the collector's.
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

/** Times contenders in turn, each for about `slice` milliseconds in each round, in an order that turns. */
function compare(contenders) {
  const names = Object.keys(contenders);
  const counts = names.map((name) => {
    const run = contenders[name];
    // Long enough for the optimising compiler to be done.
    for (let n = 1; ; n *= 2) {
      const start = now();
      for (let i = 0; i < n; i++) run();
      const took = now() - start;
      if (took >= 20e6 * 2 || n > 1 << 24) return Math.max(1, Math.round((n * slice * 1e6) / took));
    }
  });
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < names.length; k++) {
      const i = (k + round) % names.length;
      const run = contenders[names[i]];
      const start = now();
      for (let n = counts[i]; n > 0; n--) run();
      times[names[i]].push((now() - start) / counts[i]);
    }
  }
  return times;
}

const say = (truth, what) => {
  if (!truth) throw new Error(what);
};

const check = await load();
const compiled = ajv();
const out = [];
for (const { name, operation, valid, five } of payloads) {
  const validate = compiled(operation);
  const object = JSON.parse(valid);
  say(check.request(operation, valid).valid && validate(object), `${name}: the body is valid`);
  say(check.request(operation, five).violations.length === 5, `${name}: five violations`);
  const contenders = {
    "text: cognitocheck": () => check.request(operation, valid).valid,
    "text: JSON.parse": () => JSON.parse(valid),
    "text: ajv": () => validate(JSON.parse(valid)),
    "object: cognitocheck": () => check.request(operation, object).valid,
    "object: ajv": () => validate(object),
    "five: cognitocheck": () => check.request(operation, five).violations,
    "five: ajv": () => {
      validate(JSON.parse(five));
      return validate.errors;
    },
  };
  say(!validate(JSON.parse(five)) && validate.errors.length >= 5, `${name}: Ajv finds the five too`);
  if (operation === "cognito-identity.UpdateIdentityPool") {
    say(parse(object).success && parse(JSON.parse(five)).issues.length === 5, `${name}: valibot finds the same`);
    contenders["text: valibot"] = () => parse(JSON.parse(valid)).success;
    contenders["object: valibot"] = () => parse(object).success;
    contenders["five: valibot"] = () => parse(JSON.parse(five)).issues;
  }
  out.push({ payload: name, times: compare(contenders) });
}
process.stdout.write(`${JSON.stringify(out)}\n`);
