import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { pointerTo } from "cognitocheck/react";
import { texts } from "../catalogue";
import { EntriesEditor, type EntriesEditorProps } from "../form/entries-editor";
import { Field } from "../form/field";
import { MemberField } from "../form/members";
import { PlaceMark } from "../form/place-mark";
import { useStable } from "../form/stable";
import { useErrorText, useFormContext } from "../form/state";
import { type Entry, entriesOf, member, type Node, newId, string, withMember } from "../request/json";
import { DetailField } from "./detail-field";
import type { SectionProps } from "./layout";
import { providerTypes } from "./provider-details";

const details = "/ProviderDetails";

/** The type of the provider and its name. */
export function Provider({ shape, node, onChange, type, chooseType }: SectionProps) {
  const errorText = useErrorText("/ProviderType");
  const { provider } = texts;
  const order = shape.members?.map(({ name }) => name) ?? [];
  const typeShape = shape.members?.find(({ name }) => name === "ProviderType")?.shape;
  // An update does not name the type; the form needs it all the same.
  const values = typeShape?.enum ?? Object.keys(providerTypes);
  const isSocial = providerTypes[type]?.social === true;
  const setMember = useStable((name: string, value: Node | undefined) =>
    onChange(withMember(node, name, value, order)),
  );
  const field = (name: string) => {
    const known = shape.members?.find((each) => each.name === name);
    return (
      known && (
        <MemberField
          name={name}
          path={name}
          shape={known.shape}
          node={member(node, name)}
          onMember={setMember}
          pointer={pointerTo("", name)}
          required={known.required}
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
      {field("UserPoolId")}
      <PlaceMark place="/ProviderType">
        <FormField
          label={provider.type}
          info={typeShape && <span className="name">ProviderType</span>}
          description={typeShape ? undefined : provider.typeHelp}
          errorText={errorText}
          stretch
        >
          <Tiles
            columns={3}
            value={type || null}
            ariaRequired={typeShape !== undefined}
            items={values.map((value) => ({ value, label: provider.types[value] ?? value }))}
            onChange={({ detail }) => choose(detail.value)}
          />
        </FormField>
      </PlaceMark>
      {field("ProviderName")}
      {isSocial && (
        <Box variant="small" color="text-body-secondary">
          {provider.socialName}
        </Box>
      )}
    </SpaceBetween>
  );
}

/** What the type of provider has details for, each with a field. */
export function ProviderDetails({ shape, node, onChange, type }: SectionProps) {
  const errorText = useErrorText(details);
  const { provider } = texts;
  const map = shape.members?.find(({ name }) => name === "ProviderDetails");
  const order = shape.members?.map(({ name }) => name) ?? [];
  const change = useStable((value: Node | undefined) => onChange(withMember(node, "ProviderDetails", value, order)));
  if (!map?.shape.value) return null;
  const current = member(node, "ProviderDetails");
  const all = entriesOf(current);
  const known = providerTypes[type]?.details ?? [];
  if (current && current.kind !== "object") {
    return (
      <Field
        path="ProviderDetails"
        shape={map.shape}
        node={current}
        onChange={change}
        pointer={details}
        required={map.required}
      />
    );
  }
  const keys = known.map(({ key }) => key);
  const others = (entry: Entry) => !keys.includes(entry.name);
  return (
    <PlaceMark place={details}>
      <SpaceBetween size="l">
        {errorText && <Alert type="error">{errorText}</Alert>}
        {!known.length && <Alert type="info">{type ? provider.noFields : provider.chooseType}</Alert>}
        {known.map((detail) => (
          <DetailField
            key={detail.key}
            type={type}
            detail={detail}
            pointer={pointerTo(details, detail.key)}
            shape={map.shape.value!}
            node={member(current, detail.key)}
            onChange={(value) => change(withMember(current, detail.key, value, keys))}
          />
        ))}
        <OtherDetails
          all={all}
          shown={others}
          isBeside={known.length > 0 && all.some(others)}
          keyShape={map.shape.key}
          valueShape={map.shape.value}
          onChange={(list) =>
            change(list.length ? { kind: "object", id: current?.id ?? newId(), entries: list } : undefined)
          }
        />
      </SpaceBetween>
    </PlaceMark>
  );
}

/** The details that the type of provider does not have. */
function OtherDetails({
  isBeside,
  ...entries
}: Pick<EntriesEditorProps, "all" | "shown" | "keyShape" | "valueShape" | "onChange"> & { isBeside: boolean }) {
  const { provider } = texts;
  const { form } = useFormContext();
  const { key, value, words, optional } = form.texts;
  return (
    <EntriesEditor
      {...entries}
      label={
        <>
          {provider.others}
          <i> - {optional}</i>
        </>
      }
      description={isBeside ? provider.othersHelp : undefined}
      hint=""
      texts={{
        label: provider.othersName,
        item: provider.detail,
        keyLabel: key,
        valueLabel: value,
        placeholder: undefined,
        words,
      }}
      path="ProviderDetails"
      pointer={details}
      sensitive={false}
      quiet
    />
  );
}
