import type { ReactNode, SelectHTMLAttributes } from "react";
import { Icon } from "../../../../ui";

export interface BareSelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange"> {
  /** How much of a row it takes. */
  wide?: boolean;
  onChoose: (value: string) => void;
  children: ReactNode;
}

/** A select inside a row of a form; its label is spoken only. */
export function BareSelect({ wide = false, onChoose, className, children, ...rest }: BareSelectProps) {
  return (
    <span className={wide ? "select wide" : "select"}>
      <select className={["input", className ?? ""].filter(Boolean).join(" ")} {...rest} onChange={(event) => onChoose(event.target.value)}>
        {children}
      </select>
      <Icon name="down" size="s" />
    </span>
  );
}
