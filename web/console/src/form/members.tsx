import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Shape } from "cognitocheck";
import { member, type Node, withMember } from "../request/json";
import { child } from "../request/pointer";
import { Field } from "./field";
import type { Look } from "./look";

export interface MembersProps {
  readonly shape: Shape;
  readonly node: Node | undefined;
  readonly onChange: (node: Node | undefined) => void;
  readonly pointer: string;
  readonly sensitive?: boolean | undefined;
  readonly looks?: Readonly<Record<string, Look>> | undefined;
  /** The members to show, in this order. */
  readonly only?: readonly string[];
  readonly unmarked?: boolean | undefined;
}

/** The members of a structure, in the declared order. */
export function Members({ shape, node, onChange, pointer, sensitive, looks, only, unmarked }: MembersProps) {
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
