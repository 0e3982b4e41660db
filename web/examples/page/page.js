// Without a bundler the package's dist folder is served as it is; with one, import from "cognitocheck" and
// "cognitocheck/form".
import { load } from "./cognitocheck/default.js";
import { bindForm } from "./cognitocheck/form.js";

const form = document.querySelector("form");
const output = document.querySelector("pre code");
const check = await load();

bindForm(form, check.schema("UpdateIdentityPool"), {
  submit(request) {
    output.textContent = JSON.stringify(request, null, 2);
  },
});

// Rows are added and removed. The number only says which controls belong together.
let rows = 0;
form.addEventListener("click", ({ target }) => {
  const { add, remove } = target.dataset;
  if (add) {
    const row = document.querySelector(`template[data-row="${add}"]`).content.cloneNode(true);
    const number = rows++;
    for (const input of row.querySelectorAll("input"))
      input.name = input.name.replace("{n}", add === "IdentityPoolTags" ? `{${number}}` : number);
    const first = row.querySelector("input");
    form.querySelector(`[data-rows="${add}"]`).append(row);
    first.focus();
  } else if (remove !== undefined) {
    target.closest(".row").remove();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.documentElement.dataset.ready = "";
