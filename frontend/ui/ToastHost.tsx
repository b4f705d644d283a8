import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { currentToasts, dismissToast, subscribeToasts, type Toast } from "./toasts";

const STAYS_MS = 6000;

function Line({ entry }: { entry: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(entry.id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, entry.id]);
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name="check" size="s" />
      <span>{entry.text}</span>
      {entry.action !== undefined && (
        <Button
          onClick={() => {
            entry.action?.run();
            dismissToast(entry.id);
          }}
        >
          {entry.action.title}
        </Button>
      )}
    </div>
  );
}

/** Where toasts appear. One per page; the region is there from the start, so that screen readers follow it. */
export function ToastHost() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, currentToasts);
  return (
    <div className="toasts" role="status">
      {toasts.map((entry) => (
        <Line key={entry.id} entry={entry} />
      ))}
    </div>
  );
}
