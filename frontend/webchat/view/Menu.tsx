import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Labels } from "../labels/index.ts";
import type { Theme } from "../options.ts";
import { Dots, Icon } from "./icons.tsx";

interface MenuProps {
  labels: Labels;
  theme: Theme;
  setTheme: (theme: Theme) => void;
  restart: () => void;
}

const THEMES: readonly Theme[] = ["light", "dark", "auto"];

function move(menu: HTMLElement, key: string, active: Element | null): void {
  const items = [...menu.querySelectorAll("button")];
  const at = items.findIndex((item) => item === active);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key];
  if (to !== undefined) items[(to + items.length) % items.length]?.focus();
}

export function Menu({ labels, theme, setTheme, restart }: MenuProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) frame.current?.querySelector<HTMLButtonElement>("[role=menu] button")?.focus();
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      const root = frame.current?.getRootNode();
      const active = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
      if (frame.current) move(frame.current, event.key, active);
    }
  };
  const onFocusOut = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !frame.current?.contains(next)) setOpen(false);
  };
  return (
    <div ref={frame} class="menu-frame" onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        ref={opener}
        type="button"
        class="ibtn"
        aria-label={labels.menu}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Dots />
      </button>
      {isOpen ? (
        <Items
          labels={labels}
          theme={theme}
          setTheme={setTheme}
          restart={() => {
            restart();
            close();
          }}
        />
      ) : null}
    </div>
  );
}

function Items({ labels, theme, setTheme, restart }: MenuProps): JSX.Element {
  return (
    <div class="menu" role="menu" aria-label={labels.menu}>
      <button type="button" role="menuitem" onClick={restart}>
        <Icon name="restart" /> {labels.restart}
      </button>
      <div class="menu-group" role="group" aria-label={labels.theme}>
        <span class="menu-title" aria-hidden="true">
          {labels.theme}
        </span>
        {THEMES.map((choice) => (
          <button
            key={choice}
            type="button"
            role="menuitemradio"
            aria-checked={theme === choice}
            onClick={() => setTheme(choice)}
          >
            {theme === choice ? <Icon name="check" /> : <span class="i" />} {labels[choice]}
          </button>
        ))}
      </div>
    </div>
  );
}
