import type { ButtonHTMLAttributes, Ref } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./icons";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One `primary` per view. `live` is for what runs, `quiet` for what may stay unseen. */
  kind?: "plain" | "primary" | "quiet" | "danger" | "live" | undefined;
  size?: "s" | "m" | "l" | undefined;
  icon?: IconName | undefined;
  /** Shown after the words, for example `E`. */
  kbd?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind = "plain", size = "m", icon, kbd, className, children, type = "button", ...rest }: ButtonProps) {
  const classes = ["btn", kind === "plain" ? "" : kind, size === "m" ? "" : size, className ?? ""];
  return (
    <button type={type} className={classes.filter(Boolean).join(" ")} {...rest}>
      {icon !== undefined && <Icon name={icon} size="s" />}
      {children}
      {kbd !== undefined && <span className="kbd">{kbd}</span>}
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  /** Spoken name; required, since the button shows no words. */
  label: string;
  on?: boolean | undefined;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, on, className, type = "button", ...rest }: IconButtonProps) {
  const classes = ["ibtn", on === true ? "on" : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <button type={type} className={classes} aria-label={label} aria-pressed={on} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
