import AttributeEditor, { type AttributeEditorProps } from "@cloudscape-design/components/attribute-editor";
import Badge from "@cloudscape-design/components/badge";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Member, Shape } from "cognitocheck";
import { type ReactNode, useRef } from "react";
import {
  array,
  type Entry,
  entry,
  isNull,
  member,
  type Node,
  newId,
  object,
  string,
  withMember,
} from "../request/json";
import { child } from "../request/pointer";
import { isSecretEntry } from "../request/sensitive";
import { hint } from "./hint";
import { fits, Leaf } from "./leaf";
import { Place } from "./place";
import { useErrorText, useErrorTextBelow, useFormState } from "./state";

/** How a laid-out form shows a member; what is left out comes from the module's description. */
export interface Look {
  readonly label?: string;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  /** The words for true and false. */
  readonly words?: readonly [string, string];
  readonly suggestions?: readonly string[];
  /** Of a map. */
  readonly keyLabel?: string;
  readonly valueLabel?: string;
  readonly keySuggestions?: readonly string[];
  /** What one element or entry is called: "tag". */
  readonly item?: string;
  /** Of the members of a structure, or of those of a list's elements. */
  readonly members?: Readonly<Record<string, Look>>;
  readonly multiline?: boolean;
}

export interface FieldProps {
  readonly shape: Shape;
  readonly node: Node | undefined;
  readonly onChange: (node: Node | undefined) => void;
  readonly pointer: string;
  /** The name of the member. */
  readonly name: string;
  readonly look?: Look | undefined;
  readonly required?: boolean | undefined;
  readonly deprecated?: boolean | undefined;
  readonly location?: Member["location"] | undefined;
  /** It stands in something sensitive. */
  readonly sensitive?: boolean | undefined;
  /** Without the word optional, which the section says for all. */
  readonly unmarked?: boolean | undefined;
}

/** A value of any shape, with its label, what the module says of it, and its errors. */
export function Field(props: FieldProps) {
  const { shape, node, pointer } = props;
  const sensitive = props.sensitive === true || shape.sensitive === true || isSecretEntry(pointer);
  const all = { ...props, sensitive };
  if (fits(shape, node)) {
    if (shape.type === "structure") return <StructureField {...all} />;
    if (shape.type === "list" && shape.element)
      return shape.element.enum ? (
        <ChoicesField {...all} element={shape.element} />
      ) : (
        <ListField {...all} element={shape.element} />
      );
    if (shape.type === "map" && shape.value) return <MapField {...all} value={shape.value} />;
  }
  return <LeafField {...all} />;
}

const places = { uri: "the path", querystring: "the query", header: "a header" } as const;

function labelOf({ name, look, required, unmarked }: FieldProps): ReactNode {
  return (
    <>
      {look?.label ?? name}
      {!required && !unmarked && <i> - optional</i>}
    </>
  );
}

function infoOf({ name, look, deprecated }: FieldProps): ReactNode {
  const shown = look?.label !== undefined && look.label !== name;
  if (!shown && !deprecated) return undefined;
  return (
    <>
      {shown && <span className="name">{name}</span>}
      {deprecated && <Badge color="severity-medium">Deprecated</Badge>}
    </>
  );
}

function hintOf({ shape, location, sensitive, look }: FieldProps): string {
  return [
    hint(shape, look?.keyLabel, look?.valueLabel),
    location && `Sent in ${places[location]}.`,
    sensitive && !shape.members && "Sensitive.",
  ]
    .filter(Boolean)
    .join(" ");
}

function LeafField(props: FieldProps) {
  const { shape, node, onChange, pointer, name, look, required, sensitive } = props;
  const errorText = useErrorText()(pointer);
  return (
    <Place pointer={pointer}>
      <FormField
        label={labelOf(props)}
        info={infoOf(props)}
        description={look?.description}
        constraintText={errorText ? undefined : hintOf(props)}
        errorText={errorText}
        stretch
      >
        <Leaf
          shape={shape}
          node={node}
          onChange={onChange}
          required={required === true}
          sensitive={sensitive === true}
          label={look?.label ?? name}
          pointer={pointer}
          {...lookOf(look)}
        />
      </FormField>
    </Place>
  );
}

function lookOf(look: Look | undefined) {
  return {
    ...(look?.placeholder !== undefined && { placeholder: look.placeholder }),
    ...(look?.words && { words: look.words }),
    ...(look?.suggestions && { suggestions: look.suggestions }),
    ...(look?.multiline && { multiline: true }),
  };
}

/** The members of a structure, in the declared order. */
export function Members({
  shape,
  node,
  onChange,
  pointer,
  sensitive,
  looks,
  only,
  unmarked,
}: {
  shape: Shape;
  node: Node | undefined;
  onChange: (node: Node | undefined) => void;
  pointer: string;
  sensitive?: boolean | undefined;
  looks?: Readonly<Record<string, Look>> | undefined;
  /** The members to show, in this order. */
  only?: readonly string[];
  unmarked?: boolean | undefined;
}) {
  const members = shape.members ?? [];
  const order = members.map(({ name }) => name);
  const shown = only ? only.flatMap((name) => members.find((each) => each.name === name) ?? []) : members;
  return (
    <SpaceBetween size="l">
      {shown.map(({ name, shape, required, deprecated, location }) => (
        <Field
          key={name}
          name={name}
          shape={shape}
          node={member(node, name)}
          onChange={(value) => onChange(withMember(node, name, value, order))}
          pointer={child(pointer, name)}
          required={required}
          deprecated={deprecated}
          location={location}
          sensitive={sensitive}
          look={looks?.[name]}
          unmarked={unmarked}
        />
      ))}
    </SpaceBetween>
  );
}

/** Whether a section is open: as it was left, else where it has something to show. */
function useOpen(pointer: string, otherwise: boolean): [boolean, (open: boolean) => void] {
  const { expanded, expand } = useFormState();
  return [expanded.get(pointer) ?? otherwise, (open) => expand(pointer, open)];
}

function StructureField(props: FieldProps) {
  const { shape, node, onChange, pointer, name, look, required, sensitive } = props;
  const errorText = useErrorText()(pointer);
  const count = node?.kind === "object" ? node.entries.length : 0;
  const [open, setOpen] = useOpen(pointer, required === true || count > 0);
  const empty = !shape.members?.length;
  const change = (value: Node | undefined) => {
    // It stays open while it is edited, even when nothing is left in it.
    setOpen(true);
    onChange(value);
  };
  return (
    <Place pointer={pointer}>
      <ExpandableSection
        variant="default"
        headerText={
          <>
            {labelOf(props)}
            {count > 0 && !open && ` (${count} set)`}
          </>
        }
        headerInfo={infoOf(props)}
        {...(typeof look?.description === "string" && { headerDescription: look.description })}
        expanded={open}
        onChange={({ detail }) => setOpen(detail.expanded)}
      >
        {open && (
          <div className="nested">
            {errorText && <FormField errorText={errorText} stretch />}
            {empty ? (
              <Button formAction="none" onClick={() => change(node ? undefined : object())}>
                {node ? `Remove ${name}` : `Add empty ${name}`}
              </Button>
            ) : (
              <Members
                shape={shape}
                node={node}
                onChange={change}
                pointer={pointer}
                sensitive={sensitive}
                looks={look?.members}
              />
            )}
          </div>
        )}
      </ExpandableSection>
    </Place>
  );
}

const items = (node: Node | undefined): readonly Node[] => (node?.kind === "array" ? node.items : []);
const entries = (node: Node | undefined): readonly Entry[] => (node?.kind === "object" ? node.entries : []);

/** A list of values that the module names. */
function ChoicesField({ element, ...props }: FieldProps & { element: Shape }) {
  const { node, onChange, pointer, required } = props;
  const errorText = useErrorTextBelow()(pointer);
  const values = items(node).map((item) =>
    item.kind === "string" ? item.text : item.kind === "scalar" ? item.text : "…",
  );
  const allowed = element.enum ?? [];
  return (
    <Place pointer={pointer}>
      <FormField
        label={labelOf(props)}
        info={infoOf(props)}
        description={props.look?.description}
        constraintText={hintOf(props)}
        errorText={errorText}
        stretch
      >
        <Multiselect
          options={[...new Set([...allowed, ...values])].map((value) => ({ value, label: value }))}
          selectedOptions={values.map((value) => ({ value, label: value }))}
          placeholder="Choose values"
          filteringType={allowed.length > 8 ? "auto" : "none"}
          filteringAriaLabel="Find a value"
          ariaRequired={required === true}
          deselectAriaLabel={({ label }) => `Remove ${label}`}
          onChange={({ detail }) => {
            const chosen = detail.selectedOptions.map((option) => option.value ?? "");
            const kept = [...items(node)];
            const list = chosen.map((value) => {
              const at = kept.findIndex(
                (item) => item.kind !== "object" && item.kind !== "array" && item.text === value,
              );
              return at < 0 ? string(value) : kept.splice(at, 1)[0]!;
            });
            onChange(list.length || required ? { kind: "array", id: node?.id ?? newId(), items: list } : undefined);
          }}
        />
      </FormField>
    </Place>
  );
}

/** Tells that an element fits into one row of an editor. */
function isRow(shape: Shape): boolean {
  return (
    shape.members !== undefined &&
    shape.members.length > 0 &&
    shape.members.length <= 3 &&
    shape.members.every(
      ({ shape }) =>
        !shape.members && !shape.element && !shape.value && shape.type !== "document" && shape.type !== "blob",
    )
  );
}

const one = { rows: [[1]], removeButton: { width: "auto" as const } };
const two = { breakpoint: "xxs" as const, rows: [[1, 1]], removeButton: { width: "auto" as const } };

/** Where the columns of a row go, by the width there is. */
function gridOf(columns: number): AttributeEditorProps.GridLayout[] {
  if (columns === 1) return [one];
  if (columns === 2) return [two, { rows: [[1], [1]] }];
  return [
    { breakpoint: "s", rows: [[2, 2, 1]], removeButton: { width: "auto" } },
    { breakpoint: "xxs", rows: [[1, 1], [1]] },
    { rows: [[1], [1], [1]] },
  ];
}

/** What the editors of lists and maps share: rows to add and to remove, and where the focus goes. */
function useRows(focusKey: string) {
  const editor = useRef<AttributeEditorProps.Ref>(null);
  const { visit } = useFormState();
  return {
    ref: editor,
    removed(left: number) {
      visit(focusKey);
      requestAnimationFrame(() =>
        left > 0 ? editor.current?.focusRemoveButton(left - 1) : editor.current?.focusAddButton(),
      );
    },
    added(index: number) {
      requestAnimationFrame(() => {
        const rows = document.querySelectorAll<HTMLElement>(
          `[data-place="${CSS.escape(focusKey)}"] [data-row="${index}"] :is(input, textarea, button)`,
        );
        rows[0]?.focus();
      });
    },
  };
}

function ListField({ element, ...props }: FieldProps & { element: Shape }) {
  const { node, onChange, pointer, name, look, required, sensitive } = props;
  const errorOf = useErrorText();
  const rows = useRows(pointer);
  const list = items(node);
  const item = look?.item ?? "item";
  const change = (items: readonly Node[]) => onChange({ kind: "array", id: node?.id ?? newId(), items });
  const set = (index: number, value: Node | undefined) =>
    change(list.map((each, i) => (i === index ? (value ?? { kind: "string", id: each.id, text: "" }) : each)));
  const add = () => {
    change([...list, element.members || element.value ? object() : element.element ? array() : string("")]);
    rows.added(list.length);
  };
  const remove = (index: number) => {
    const rest = list.filter((_, i) => i !== index);
    if (rest.length || required) change(rest);
    else onChange(undefined);
    rows.removed(rest.length);
  };
  const inner = sensitive === true || element.sensitive === true;
  const isSimple = !element.members && !element.element && !element.value;
  // What fails is the element as a whole: it is null, say, or twice in the list.
  const outer = isSimple ? [] : list.flatMap((_, i) => errorOf(child(pointer, i)) ?? []);
  const errorText = [errorOf(pointer), ...new Set(outer)].filter(Boolean).join(" ");

  let definition: AttributeEditorProps.FieldDefinition<Node>[] | undefined;
  if (isSimple) {
    definition = [
      {
        label: look?.item ? capital(look.item) : "Value",
        control: (node, i) => (
          <Row key={node.id} index={i} pointer={child(pointer, i)}>
            <Leaf
              shape={element}
              node={node}
              kept
              onChange={(value) => set(i, value)}
              sensitive={inner}
              label={`${look?.label ?? name} ${i + 1}`}
              {...lookOf(look)}
            />
          </Row>
        ),
        errorText: (_, i) => errorOf(child(pointer, i)),
      },
    ];
  } else if (isRow(element)) {
    const members = element.members ?? [];
    const order = members.map(({ name }) => name);
    definition = members.map(({ name, shape, required }, column) => {
      const memberLook = look?.members?.[name];
      return {
        label: labelOf({ ...props, name, look: memberLook, required, unmarked: false }),
        control: (node, i) => {
          const at = child(child(pointer, i), name);
          const secret = inner || shape.sensitive === true || isSecretEntry(at);
          return (
            <Row key={node.id} index={i} pointer={at} first={column === 0}>
              <Leaf
                shape={shape}
                node={member(node, name)}
                onChange={(value) =>
                  set(i, withMember(node, name, value, order) ?? { kind: "object", id: node.id, entries: [] })
                }
                required={required === true}
                sensitive={secret}
                label={`${memberLook?.label ?? name} ${i + 1}`}
                {...lookOf(memberLook)}
              />
            </Row>
          );
        },
        errorText: (_, i) => errorOf(child(child(pointer, i), name)),
      };
    });
  }
  const rowsHint =
    !isSimple && definition
      ? (element.members ?? []).map(({ name, shape }) => ({
          label: look?.members?.[name]?.label ?? name,
          text: hint(shape),
        }))
      : [];

  return (
    <Place pointer={pointer}>
      <FormField
        label={labelOf(props)}
        info={infoOf(props)}
        description={look?.description}
        constraintText={[
          hintOf(props),
          ...rowsHint.filter(({ text }) => text).map(({ label, text }) => `${label}: ${text}`),
        ]
          .filter(Boolean)
          .join(" ")}
        errorText={errorText || undefined}
        stretch
      >
        {definition ? (
          <AttributeEditor
            ref={rows.ref}
            items={list}
            definition={definition}
            addButtonText={`Add ${item}`}
            removeButtonText="Remove"
            removeButtonAriaLabel={(each) => `Remove ${item} ${list.indexOf(each) + 1}`}
            gridLayout={gridOf(definition.length)}
            empty={`No ${plural(item)}`}
            onAddButtonClick={add}
            onRemoveButtonClick={({ detail }) => remove(detail.itemIndex)}
          />
        ) : (
          <SpaceBetween size="s">
            {list.map((each, i) => (
              <Part
                key={each.id}
                pointer={child(pointer, i)}
                index={i}
                title={`${capital(item)} ${i + 1}`}
                text={titleOf(each, element)}
                onRemove={() => remove(i)}
              >
                <Inside
                  shape={element}
                  node={each}
                  onChange={(value) => set(i, value ?? { kind: "object", id: each.id, entries: [] })}
                  pointer={child(pointer, i)}
                  sensitive={inner}
                  look={look}
                />
              </Part>
            ))}
            <Button formAction="none" onClick={add}>{`Add ${item}`}</Button>
          </SpaceBetween>
        )}
      </FormField>
    </Place>
  );
}

function Row({
  index,
  pointer,
  isKey = false,
  first = true,
  children,
}: {
  index: number;
  pointer: string;
  isKey?: boolean;
  first?: boolean;
  children: ReactNode;
}) {
  return (
    <div {...(first && { "data-row": index })}>
      <Place pointer={pointer} isKey={isKey}>
        {children}
      </Place>
    </div>
  );
}

const plural = (item: string) => (item.endsWith("y") ? `${item.slice(0, -1)}ies` : `${item}s`);

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What tells an element from its neighbours: the first text in it that may be seen. */
function titleOf(node: Node, shape: Shape): string {
  for (const { name, shape: inner } of shape.members ?? []) {
    const value = member(node, name);
    if (value?.kind === "string" && !inner.sensitive && value.text.length <= 60) return value.text;
  }
  return "";
}

/** An element of a list or an entry of a map that is too large for a row. */
function Part({
  pointer,
  index,
  title,
  text,
  onRemove,
  children,
}: {
  pointer: string;
  index: number;
  title: string;
  text: string;
  onRemove: () => void;
  children: ReactNode;
}) {
  const [open, setOpen] = useOpen(pointer, true);
  return (
    <Place pointer={pointer}>
      <div data-row={index}>
        <ExpandableSection
          variant="container"
          headerText={title}
          {...(!open && text && { headerDescription: text })}
          headerActions={
            <Button formAction="none" ariaLabel={`Remove ${title}`} onClick={onRemove}>
              Remove
            </Button>
          }
          expanded={open}
          onChange={({ detail }) => setOpen(detail.expanded)}
        >
          {open && children}
        </ExpandableSection>
      </div>
    </Place>
  );
}

/** What stands inside an element or an entry. */
function Inside({
  shape,
  node,
  onChange,
  pointer,
  sensitive,
  look,
}: {
  shape: Shape;
  node: Node;
  onChange: (node: Node | undefined) => void;
  pointer: string;
  sensitive: boolean;
  look?: Look | undefined;
}) {
  if (shape.members && fits(shape, node) && !isNull(node)) {
    return (
      <Members
        shape={shape}
        node={node}
        onChange={onChange}
        pointer={pointer}
        sensitive={sensitive}
        looks={look?.members}
      />
    );
  }
  return (
    <Field
      name="Value"
      shape={shape}
      node={node}
      onChange={onChange}
      pointer={pointer}
      required
      sensitive={sensitive}
    />
  );
}

function MapField({ value: valueShape, ...props }: FieldProps & { value: Shape }) {
  const { shape, node, onChange, pointer, name, look, required, sensitive } = props;
  return (
    <Place pointer={pointer}>
      <EntriesEditor
        label={labelOf(props)}
        info={infoOf(props)}
        hint={hintOf(props)}
        description={look?.description}
        name={look?.label ?? name}
        keyShape={shape.key}
        valueShape={valueShape}
        all={entries(node)}
        shown={() => true}
        onChange={(list) =>
          onChange(list.length || required ? { kind: "object", id: node?.id ?? newId(), entries: list } : undefined)
        }
        pointer={pointer}
        sensitive={sensitive === true}
        look={look}
      />
    </Place>
  );
}

/** The entries of a map, or those of them that are shown here. */
export function EntriesEditor({
  label,
  info,
  description,
  hint,
  name,
  keyShape,
  valueShape,
  all,
  shown,
  onChange,
  pointer,
  sensitive,
  look,
  quiet,
}: {
  label: ReactNode;
  info?: ReactNode;
  description?: ReactNode;
  hint: string;
  name: string;
  keyShape: Shape | undefined;
  valueShape: Shape;
  all: readonly Entry[];
  shown: (entry: Entry) => boolean;
  onChange: (entries: readonly Entry[]) => void;
  pointer: string;
  sensitive: boolean;
  look?: Look | undefined;
  /** The errors of the map itself are shown elsewhere. */
  quiet?: boolean;
}) {
  const errorOf = useErrorText();
  const rows = useRows(pointer);
  const list = all.filter(shown);
  const item = look?.item ?? "entry";
  const keyLabel = look?.keyLabel ?? "Key";
  const valueLabel = look?.valueLabel ?? "Value";
  const secret = (at: string) => sensitive || valueShape.sensitive === true || isSecretEntry(at);
  const set = (id: number, change: Partial<Entry>) =>
    onChange(all.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const add = () => {
    onChange([
      ...all,
      entry("", valueShape.members || valueShape.value ? object() : valueShape.element ? array() : string("")),
    ]);
    rows.added(list.length);
  };
  const remove = (id: number) => {
    onChange(all.filter((each) => each.id !== id));
    rows.removed(list.length - 1);
  };
  const keyControl = (each: Entry, i: number) => (
    <Row key={each.id} index={i} pointer={child(pointer, each.name)} isKey>
      <Leaf
        shape={keyShape ?? { type: "string" }}
        node={string(each.name)}
        kept
        onChange={(key) => set(each.id, { name: key?.kind === "string" ? key.text : "" })}
        label={`${keyLabel} ${i + 1}`}
        {...(look?.keySuggestions && { suggestions: look.keySuggestions })}
      />
    </Row>
  );
  const isSimple = !valueShape.members && !valueShape.element && !valueShape.value;
  return (
    <FormField
      label={label}
      info={info}
      description={description}
      constraintText={hint}
      errorText={quiet ? undefined : errorOf(pointer)}
      stretch
    >
      {isSimple ? (
        <AttributeEditor<Entry>
          ref={rows.ref}
          items={list}
          definition={[
            { label: keyLabel, control: keyControl, errorText: (each) => errorOf(child(pointer, each.name), true) },
            {
              label: valueLabel,
              control: (each, i) => {
                const at = child(pointer, each.name);
                return (
                  <Row key={each.id} index={i} pointer={at} first={false}>
                    <Leaf
                      shape={valueShape}
                      node={each.node}
                      kept
                      onChange={(value) =>
                        set(each.id, { node: value ?? { kind: "string", id: each.node.id, text: "" } })
                      }
                      sensitive={secret(at)}
                      label={`${valueLabel} ${i + 1}`}
                      {...lookOf(look)}
                    />
                  </Row>
                );
              },
              errorText: (each) => errorOf(child(pointer, each.name)),
            },
          ]}
          gridLayout={gridOf(2)}
          empty={`No ${plural(item)}`}
          addButtonText={`Add ${item}`}
          removeButtonText="Remove"
          removeButtonAriaLabel={(each) => `Remove ${item} ${each.name || list.indexOf(each) + 1} from ${name}`}
          onAddButtonClick={add}
          onRemoveButtonClick={({ detail }) => remove(list[detail.itemIndex]!.id)}
        />
      ) : (
        <SpaceBetween size="s">
          {list.map((each, i) => {
            const at = child(pointer, each.name);
            return (
              <Part
                key={each.id}
                pointer={at}
                index={i}
                title={each.name || `${capital(item)} ${i + 1}`}
                text=""
                onRemove={() => remove(each.id)}
              >
                <SpaceBetween size="l">
                  <FormField
                    label={keyLabel}
                    errorText={[errorOf(at, true), errorOf(at)].filter(Boolean).join(" ") || undefined}
                    stretch
                  >
                    {keyControl(each, i)}
                  </FormField>
                  <Inside
                    shape={valueShape}
                    node={each.node}
                    onChange={(value) =>
                      set(each.id, { node: value ?? { kind: "object", id: each.node.id, entries: [] } })
                    }
                    pointer={at}
                    sensitive={secret(at)}
                    look={look}
                  />
                </SpaceBetween>
              </Part>
            );
          })}
          <Button formAction="none" onClick={add}>{`Add ${item}`}</Button>
        </SpaceBetween>
      )}
    </FormField>
  );
}

/** A group of members under a heading. */
export function Section({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Container
      header={
        <Header variant="h2" {...(description !== undefined && { description })}>
          {title}
        </Header>
      }
    >
      {children}
    </Container>
  );
}
