import Button from "@cloudscape-design/components/button";
import type { ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import type { IconProps } from "@cloudscape-design/components/icon";
import { Suspense } from "react";
import { later } from "./later";

const ButtonDropdown = later(async () => (await import("@cloudscape-design/components/button-dropdown")).default);

interface Choice {
  readonly id: string;
  readonly text: string;
}

/**
 * One choice of several, behind an icon. The menu is loaded after the page; until then its button cannot be pressed.
 */
export function Menu({
  icon,
  label,
  choices,
  chosen,
  onChoose,
}: {
  icon: IconProps.Name;
  label: string;
  choices: readonly Choice[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const items: ButtonDropdownProps.Items = choices.map(({ id, text }) => ({
    itemType: "checkbox",
    id,
    text,
    checked: id === chosen,
  }));
  return (
    <Suspense fallback={<Button variant="icon" iconName={icon} ariaLabel={label} disabled />}>
      <ButtonDropdown
        variant="icon"
        iconName={icon}
        ariaLabel={label}
        items={items}
        onItemClick={({ detail }) => onChoose(detail.id)}
      />
    </Suspense>
  );
}
