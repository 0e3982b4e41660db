// Two forms for one request, by TanStack Form and by Formik. Both send what was checked, without the fields that were
// left empty: safeParse returns it.
import { useForm } from "@tanstack/react-form";
import { load } from "cognitocheck";
import { setIn, useFormik } from "formik";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const check = await load();
const schema = check.schema("CreateIdentityPool", { emptyStrings: "absent" });
const empty = {
  IdentityPoolName: "",
  AllowUnauthenticatedIdentities: false,
  DeveloperProviderName: "",
  OpenIdConnectProviderARNs: [""],
  SupportedLoginProviders: {},
};

function TanStack({ send }) {
  const form = useForm({
    defaultValues: empty,
    validators: { onChange: schema },
    onSubmit: ({ value }) => send(schema.safeParse(value).data),
  });
  const text = (name, label) => (
    <form.Field name={name}>
      {(field) => (
        <label>
          {label}{" "}
          <input
            name={field.name}
            value={field.state.value ?? ""}
            onBlur={field.handleBlur}
            onChange={({ target }) => field.handleChange(target.value)}
          />
          {field.state.meta.isTouched && <em>{field.state.meta.errors.map(({ message }) => message).join(" ")}</em>}
        </label>
      )}
    </form.Field>
  );
  const submit = (event) => {
    event.preventDefault();
    form.handleSubmit();
  };
  return (
    <form id="tanstack" onSubmit={submit}>
      <h2>TanStack Form</h2>
      {text("IdentityPoolName", "Name")} {text("DeveloperProviderName", "Developer provider")}
      {text("OpenIdConnectProviderARNs[0]", "OpenID provider")}
      {text("SupportedLoginProviders.accounts.google.com", "Google client ID")}
      <button type="submit">Create</button>
    </form>
  );
}

function Formik({ send }) {
  const form = useFormik({
    initialValues: empty,
    validate(values) {
      const { issues = [] } = schema.safeParse(values);
      return issues.reduce((errors, { path, message }) => setIn(errors, path.join("."), message), {});
    },
    onSubmit: (values) => send(schema.safeParse(values).data),
  });
  const text = (name, label) => {
    const { error, touched, value } = form.getFieldMeta(name);
    return (
      <label>
        {label} <input {...form.getFieldProps(name)} value={value ?? ""} />
        {touched && typeof error === "string" && <em>{error}</em>}
      </label>
    );
  };
  return (
    <form id="formik" onSubmit={form.handleSubmit}>
      <h2>Formik</h2>
      {text("IdentityPoolName", "Name")} {text("DeveloperProviderName", "Developer provider")}
      {text("OpenIdConnectProviderARNs.0", "OpenID provider")}
      {text("SupportedLoginProviders.accounts.google.com", "Google client ID")}
      <button type="submit">Create</button>
    </form>
  );
}

function Page() {
  const [sent, setSent] = useState("Nothing sent yet.");
  const send = (request) => setSent(JSON.stringify(request, null, 2));
  return (
    <>
      <h1>Create identity pool</h1>
      <TanStack send={send} />
      <Formik send={send} />
      <h2>Request</h2>
      <pre>{sent}</pre>
    </>
  );
}

createRoot(document.querySelector("#root")).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
