import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { EntriesEditor } from "../form/entries-editor";
import { Field } from "../form/field";
import { PlaceMark } from "../form/place-mark";
import { useErrorText } from "../form/state";
import { type Entry, entriesOf, member, type Node, newId, string, withMember } from "../request/json";
import { child } from "../request/pointer";
import { DetailField } from "./detail-field";
import type { Layout, SectionProps } from "./layout";
import { providerTypes } from "./provider-details";

const details = "/ProviderDetails";

/** Reads the type that a request names; an update names none. */
export function namedType(node: Node | undefined): string | undefined {
  const type = member(node, "ProviderType");
  return type?.kind === "string" ? type.text : undefined;
}

/**
 * Finds the type that a request is about: the one that it names, the one that was chosen, the one that a social
 * provider is named after, or the only one that has such a detail.
 */
export function providerTypeOf(node: Node | undefined, chosen: string): string {
  const said = namedType(node) ?? chosen;
  if (said) return said;
  const name = member(node, "ProviderName");
  if (name?.kind === "string" && providerTypes[name.text]?.social) return name.text;
  const keys = new Set(entriesOf(member(node, "ProviderDetails")).map((entry) => entry.name));
  return Object.entries(providerTypes).find(([, { marks }]) => marks.some((mark) => keys.has(mark)))?.[0] ?? "";
}

/** CreateIdentityProvider and UpdateIdentityProvider, in the sections of the AWS console. */
export const identityProvider: Layout = {
  sections: [
    { title: "Provider", render: Provider },
    { title: "Provider details", render: ProviderDetails },
    {
      title: "Attribute mapping",
      description: "Which of the provider's attributes fill those of the user pool.",
      members: ["AttributeMapping"],
      looks: {
        AttributeMapping: {
          label: "Attributes",
          item: "attribute",
          keyLabel: "User pool attribute",
          valueLabel: "Provider attribute",
          keySuggestions: [
            "email",
            "email_verified",
            "phone_number",
            "name",
            "given_name",
            "family_name",
            "nickname",
            "preferred_username",
            "picture",
            "profile",
            "birthdate",
            "gender",
            "locale",
            "zoneinfo",
            "address",
            "website",
            "updated_at",
            "username",
          ],
        },
      },
    },
    {
      title: "Identifiers",
      description: "Names or domains by which a sign-in request finds this provider.",
      members: ["IdpIdentifiers"],
      looks: { IdpIdentifiers: { label: "Provider identifiers", item: "identifier", placeholder: "example.com" } },
    },
  ],
};

function Provider({ shape, node, onChange, type, chooseType }: SectionProps) {
  const errorOf = useErrorText();
  const order = shape.members?.map(({ name }) => name) ?? [];
  const typeShape = shape.members?.find(({ name }) => name === "ProviderType")?.shape;
  // An update does not name the type; the form needs it all the same.
  const values = typeShape?.enum ?? Object.keys(providerTypes);
  const field = (name: string, look: object) => {
    const known = shape.members?.find((each) => each.name === name);
    return (
      known && (
        <Field
          name={name}
          shape={known.shape}
          node={member(node, name)}
          onChange={(value) => onChange(withMember(node, name, value, order))}
          pointer={child("", name)}
          required={known.required}
          look={look}
        />
      )
    );
  };
  const choose = (chosen: string) => {
    chooseType(chosen);
    const name = member(node, "ProviderName");
    let request: Node | undefined = node;
    if (typeShape)
      request = withMember(
        request,
        "ProviderType",
        { kind: "string", id: member(node, "ProviderType")?.id ?? newId(), text: chosen },
        order,
      );
    if (typeShape && (!name || (name.kind === "string" && providerTypes[name.text]?.social))) {
      request = withMember(request, "ProviderName", providerTypes[chosen]?.social ? string(chosen) : undefined, order);
    }
    if (request !== node) onChange(request);
  };
  return (
    <SpaceBetween size="l">
      {field("UserPoolId", { label: "User pool ID", placeholder: "us-east-1_Ab129faBb" })}
      <PlaceMark place="/ProviderType">
        <FormField
          label="Provider type"
          info={typeShape && <span className="name">ProviderType</span>}
          description={
            typeShape
              ? undefined
              : "Chooses the fields below. It is not part of the request: a provider keeps its type."
          }
          errorText={errorOf("/ProviderType")}
          stretch
        >
          <Tiles
            columns={3}
            value={type || null}
            ariaRequired={typeShape !== undefined}
            items={values.map((value) => ({ value, label: providerTypes[value]?.label ?? value }))}
            onChange={({ detail }) => choose(detail.value)}
          />
        </FormField>
      </PlaceMark>
      {field("ProviderName", {
        label: "Provider name",
        ...(providerTypes[type]?.social
          ? { description: "A social provider is named like its type.", placeholder: type }
          : { placeholder: "MyProvider" }),
      })}
    </SpaceBetween>
  );
}

function ProviderDetails({ shape, node, onChange, type }: SectionProps) {
  const errorOf = useErrorText();
  const map = shape.members?.find(({ name }) => name === "ProviderDetails");
  if (!map?.shape.value) return null;
  const order = shape.members?.map(({ name }) => name) ?? [];
  const current = member(node, "ProviderDetails");
  const all = entriesOf(current);
  const known = providerTypes[type]?.details ?? [];
  const change = (value: Node | undefined) => onChange(withMember(node, "ProviderDetails", value, order));
  if (current && current.kind !== "object") {
    return (
      <Field
        name="ProviderDetails"
        shape={map.shape}
        node={current}
        onChange={change}
        pointer={details}
        required={map.required}
      />
    );
  }
  const errorText = errorOf(details);
  const keys = known.map(({ key }) => key);
  const others = (entry: Entry) => !keys.includes(entry.name);
  return (
    <PlaceMark place={details}>
      <SpaceBetween size="l">
        {errorText && <Alert type="error">{errorText}</Alert>}
        {!known.length && (
          <Alert type="info">
            {type
              ? "No fields are known for this type. Add its details below."
              : "Choose a provider type to see its fields."}
          </Alert>
        )}
        {known.map((detail) => (
          <DetailField
            key={detail.key}
            detail={detail}
            pointer={child(details, detail.key)}
            shape={map.shape.value!}
            node={member(current, detail.key)}
            onChange={(value) => change(withMember(current, detail.key, value, keys))}
          />
        ))}
        <EntriesEditor
          label={
            <>
              Other details<i> - optional</i>
            </>
          }
          description={known.length && all.some(others) ? "What the request holds beside the fields above." : undefined}
          hint=""
          name="other details"
          keyShape={map.shape.key}
          valueShape={map.shape.value}
          all={all}
          shown={others}
          onChange={(list) =>
            change(list.length ? { kind: "object", id: current?.id ?? newId(), entries: list } : undefined)
          }
          pointer={details}
          sensitive={false}
          look={{ item: "detail" }}
          quiet
        />
      </SpaceBetween>
    </PlaceMark>
  );
}
