import { useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { Popover, type Anchor } from "./Popover";

export interface MenuItem {
  title: string;
  icon?: IconName | undefined;
  kbd?: string | undefined;
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Chosen among its neighbours (a radio item). */
  checked?: boolean | undefined;
  /** A line above this item. */
  separated?: boolean | undefined;
  onSelect: () => void;
}

/** What the button of a menu must carry. */
export interface MenuButtonTies {
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
  onClick: (event: { currentTarget: Element }) => void;
}

export interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  align?: "start" | "end" | undefined;
  /** Draws the button that opens the menu. */
  button: (ties: MenuButtonTies) => ReactNode;
  /** Above the items, for example who is signed in. */
  head?: ReactNode;
}

function move(list: HTMLElement, event: KeyboardEvent): void {
  const items = [...list.querySelectorAll<HTMLElement>("[role^=menuitem]:not([disabled])")];
  const at = items.findIndex((item) => item === document.activeElement);
  let next: HTMLElement | undefined;
  if (event.key === "ArrowDown") next = items[(at + 1) % items.length];
  else if (event.key === "ArrowUp") next = items.at(at <= 0 ? -1 : at - 1);
  else if (event.key === "Home") next = items[0];
  else if (event.key === "End") next = items.at(-1);
  else if (event.key.length === 1) {
    const letter = event.key.toLowerCase();
    const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    next = later.find((item) => item.textContent.trim().toLowerCase().startsWith(letter));
  }
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** A button with a list of commands: arrows move, letters jump, Enter chooses, Esc closes. */
export function Menu({ label, items, align = "end", button, head }: MenuProps) {
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  const close = useCallback(() => setAnchor(null), []);
  return (
    <>
      {button({
        "aria-haspopup": "menu",
        "aria-expanded": anchor !== null,
        onClick: (event) => {
          opener.current = event.currentTarget;
          setAnchor(event.currentTarget.getBoundingClientRect());
        },
      })}
      {anchor !== null && (
        <Popover anchor={anchor} align={align} label={label} role="menu" className="menu" onClose={close}>
          {head}
          <div
            ref={list}
            role="none"
            onKeyDown={(event) => {
              if (event.key === "Tab") close();
              else if (list.current !== null) move(list.current, event);
            }}
          >
            {items.map((item) => (
              <button
                key={item.title}
                type="button"
                role={item.checked === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={item.checked}
                disabled={item.disabled}
                className={["mi", item.danger === true ? "bad" : "", item.separated === true ? "sep" : ""].filter(Boolean).join(" ")}
                onClick={() => {
                  // The focus is back before the command runs: a dialog it opens then knows where to return it.
                  if (opener.current instanceof HTMLElement) opener.current.focus();
                  close();
                  item.onSelect();
                }}
              >
                {item.icon !== undefined && <Icon name={item.icon} size="s" />}
                <span className="grow">{item.title}</span>
                {item.kbd !== undefined && <span className="kbd">{item.kbd}</span>}
                {item.checked === true && <Icon name="check" size="s" />}
              </button>
            ))}
          </div>
        </Popover>
      )}
    </>
  );
}
