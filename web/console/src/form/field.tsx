import type { Member, Shape } from "cognitocheck";
import { memo } from "react";
import type { Node } from "../request/json";
import { isSensitive } from "../request/sensitive";
import { ChoicesField } from "./choices-field";
import { LeafField } from "./leaf-field";
import { ListField } from "./list-field";
import type { Look } from "./look";
import { MapField } from "./map-field";
import { fits } from "./shape";
import { StructureField } from "./structure-field";

export interface FieldProps {
  readonly shape: Shape;
  readonly node: Node | undefined;
  /** Stays the same from one rendering to the next, so that only fields that change are rendered anew. */
  readonly onChange: (node: Node | undefined) => void;
  readonly pointer: string;
  /** The names of the members that lead here, joined by dots. */
  readonly path: string;
  readonly look?: Look | undefined;
  readonly required?: boolean | undefined;
  readonly deprecated?: boolean | undefined;
  readonly location?: Member["location"] | undefined;
  /** It is part of something sensitive. */
  readonly sensitive?: boolean | undefined;
  /** The label does not say "optional", since the section says it for all. */
  readonly unmarked?: boolean | undefined;
}

/** A value of any shape, with its label, its hint and its errors. */
export const Field = memo(function Field(props: FieldProps) {
  const { shape, node, pointer } = props;
  const all = { ...props, sensitive: props.sensitive === true || isSensitive(shape, pointer) };
  if (fits(shape, node)) {
    if (shape.type === "structure") return <StructureField {...all} />;
    if (shape.type === "map" && shape.value) return <MapField {...all} value={shape.value} />;
    if (shape.type === "list" && shape.element)
      return shape.element.enum ? (
        <ChoicesField {...all} element={shape.element} />
      ) : (
        <ListField {...all} element={shape.element} />
      );
  }
  return <LeafField {...all} />;
});
