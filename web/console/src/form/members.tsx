import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Shape } from "cognitocheck";
import { pointerTo } from "cognitocheck/react";
import { memo, useCallback } from "react";
import { member, type Node, withMember } from "../request/json";
import { Field, type FieldProps } from "./field";
import type { Look } from "./look";
import { useStable } from "./stable";

export interface MembersProps {
  readonly shape: Shape;
  readonly node: Node | undefined;
  readonly onChange: (node: Node | undefined) => void;
  readonly pointer: string;
  readonly path: string;
  readonly sensitive?: boolean | undefined;
  readonly looks?: Readonly<Record<string, Look>> | undefined;
  /** The members to show, in this order. */
  readonly only?: readonly string[];
  readonly unmarked?: boolean | undefined;
}

/** The members of a structure, in the declared order. */
export function Members({ shape, node, onChange, pointer, path, sensitive, looks, only, unmarked }: MembersProps) {
  const members = shape.members ?? [];
  const shown = only ? only.flatMap((name) => members.find((each) => each.name === name) ?? []) : members;
  const setMember = useStable((name: string, value: Node | undefined) =>
    onChange(
      withMember(
        node,
        name,
        value,
        members.map(({ name }) => name),
      ),
    ),
  );
  return (
    <SpaceBetween size="l">
      {shown.map(({ name, shape, required, deprecated, location }) => (
        <MemberField
          key={name}
          name={name}
          onMember={setMember}
          shape={shape}
          node={member(node, name)}
          pointer={pointerTo(pointer, name)}
          path={path ? `${path}.${name}` : name}
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

/** The field of one member, which tells its changes by its name. */
export const MemberField = memo(function MemberField({
  name,
  onMember,
  ...props
}: Omit<FieldProps, "onChange"> & {
  readonly name: string;
  readonly onMember: (name: string, value: Node | undefined) => void;
}) {
  const onChange = useCallback((value: Node | undefined) => onMember(name, value), [onMember, name]);
  return <Field {...props} onChange={onChange} />;
});
