import { texts } from "./cognitocheck/de.js";
import { bindForm, readForm } from "./cognitocheck/form.js";
import { load } from "./cognitocheck/stream.js";

const check = await load();

// Puts a form with the given fields into the page, bound to an operation; what it submits is kept.
globalThis.make = (operation, fields, { deutsch = false, native = false } = {}) => {
  document.querySelector("main").innerHTML = `<form>${fields}<button>Send</button></form>`;
  const form = document.querySelector("form");
  const schema = (deutsch ? check.with({ texts }) : check).schema(operation);
  globalThis.sent = [];
  globalThis.unbind = bindForm(form, schema, native ? {} : { submit: (request) => globalThis.sent.push(request) });
  globalThis.readForm = () => readForm(form, schema);
};
globalThis.refusals = [
  () => bindForm(document.querySelector("main"), check.schema("SignUp")),
  () => bindForm(document.createElement("form"), "SignUp"),
].map((work) => {
  try {
    return work();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
});
document.documentElement.dataset.ready = "";
