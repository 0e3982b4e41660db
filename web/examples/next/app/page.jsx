"use client";
// The form works without scripts too: the browser posts it, and the action answers.
import { useActionState } from "react";
import { createPool } from "./actions.js";

export default function Page() {
  const [{ sent, errors }, action] = useActionState(createPool, { errors: {} });
  const text = (name, label) => (
    <p>
      <label>
        {label} <input name={name} aria-invalid={name in errors} />
      </label>{" "}
      <em>{errors[name]?.join(" ")}</em>
    </p>
  );
  return (
    <main>
      <h1>Create identity pool</h1>
      <form action={action}>
        {text("IdentityPoolName", "Name")}
        <p>
          <label>
            <input type="checkbox" name="AllowUnauthenticatedIdentities" /> Guests without a login
          </label>
        </p>
        {text("SupportedLoginProviders/accounts.google.com", "Google client ID")}
        {text("OpenIdConnectProviderARNs/-", "OpenID provider")}
        <button type="submit">Create</button>
      </form>
      <pre>{sent ? JSON.stringify(sent, null, 2) : "Nothing sent yet."}</pre>
    </main>
  );
}
