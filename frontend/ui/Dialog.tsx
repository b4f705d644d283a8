import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { IconButton } from "./Button";
import { focusable, keepInside, useFocusReturn } from "./focus";
import { t } from "./words";

export interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot, right; `note` stands left of them. */
  actions?: ReactNode;
  note?: ReactNode;
  width?: "s" | "m" | "l" | undefined;
  /** A choice that must be made: no close button, Esc does nothing. */
  mustChoose?: boolean | undefined;
}

/** A modal: holds the focus inside, closes with Esc or on the scrim, gives the focus back. */
export function Dialog({ title, onClose, children, actions, note, width = "m", mustChoose = false }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useFocusReturn();
  // Before it is painted: whoever sees it can already close it with Esc, even where it comes after a wait.
  useLayoutEffect(() => {
    const inside = box.current;
    if (inside === null || inside.contains(document.activeElement)) return;
    const wanted = inside.querySelector<HTMLElement>("[data-autofocus]") ?? focusable(inside)[0] ?? inside;
    wanted.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (!mustChoose) onClose();
    }
    if (event.key === "Tab" && box.current !== null) keepInside(box.current, event);
  }

  return createPortal(
    <div
      className="scrim"
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && !mustChoose) onClose();
      }}
    >
      <div
        ref={box}
        className={`dialog ${width}`}
        role={mustChoose ? "alertdialog" : "dialog"}
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div className="dialoghead">
          <h2 id={id} className="grow">
            {title}
          </h2>
          {!mustChoose && <IconButton icon="close" label={t("close")} onClick={onClose} />}
        </div>
        <div className="dialogbody">{children}</div>
        {(actions !== undefined || note !== undefined) && (
          <div className="dialogfoot">
            <span className="small t3 grow">{note}</span>
            {actions}
          </div>
        )}
      </div>
    </div>,
    document.body,
  );
}
