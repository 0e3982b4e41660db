"use server";
// The server action: it makes the request of the form's texts and checks it before it is sent.
import { load } from "cognitocheck";
import { parseFormData } from "cognitocheck/form-data";

const loaded = load();

export async function createPool(_previous, formData) {
  const schema = (await loaded).schema("CreateIdentityPool");
  const { success, data, errors } = parseFormData(formData, schema);
  // Here the request would be sent: client.send(new CreateIdentityPoolCommand(data)).
  return success ? { sent: data, errors: {} } : { errors };
}
