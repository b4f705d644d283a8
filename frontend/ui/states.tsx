/** What a page shows when there is nothing yet, not yet, or not possible. */
import { useEffect, useState, type ReactNode } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { t } from "./words";

export interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** The thread as it stands here: a wave that ends in a bead, one that loops back, or one that was cut. */
  drawing?: "wave" | "loop" | "cut" | undefined;
  /** True where it is all there is on the page. */
  alone?: boolean | undefined;
}

const LINES = {
  wave: "M4 42H42c14 0 14-22 30-22s16 44 32 44 12-22 24-22h18",
  loop: "M4 50h40c26 0 38-34 18-34s-8 34 18 34h66",
  cut: "M4 42h50c8 0 8-12 14-12M82 54c6 0 6-12 14-12h50",
};

export function EmptyState({ title, children, actions, drawing = "wave", alone }: EmptyStateProps) {
  return (
    <div className="empty">
      <svg className="threadart" width="150" height="84" viewBox="0 0 150 84" aria-hidden="true">
        <path d={LINES[drawing]} />
        <circle cx="146" cy={drawing === "loop" ? 50 : 42} r="3.5" />
      </svg>
      {alone === true ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children !== undefined && <p className="t2">{children}</p>}
      {actions !== undefined && <div className="row emptyactions">{actions}</div>}
    </div>
  );
}

/** True once `ms` have passed: nothing flickers for what is quick. */
export function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return passed;
}

const WIDTHS = ["34%", "42%", "28%", "38%", "31%", "45%", "26%"];

/** Static rows in the shape of a list; appears after 150 ms, and says what is going on after 10 s. */
export function Skeleton({
  rows = 5,
  height = 60,
  round = true,
  what,
}: {
  rows?: number;
  height?: number;
  round?: boolean;
  what?: string;
}) {
  const due = useAfter(150);
  const slow = useAfter(10_000);
  if (!due) return <div aria-busy="true" />;
  return (
    <div aria-busy="true">
      <span className="sr" role="status">
        {what ?? t("loading")}
      </span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skrow" style={{ height, opacity: Math.max(0.2, 1 - index * 0.16) }} aria-hidden="true">
          {round && <i className="sk round" />}
          <div className="grow">
            <i className="sk" style={{ width: WIDTHS[index % WIDTHS.length] }} />
          </div>
          <i className="sk" style={{ width: 48 }} />
        </div>
      ))}
      {slow && <p className="small t3 skslow">{what ?? t("loading")}…</p>}
    </div>
  );
}

export interface BannerProps {
  tone?: "warn" | "bad" | "info" | "sig" | undefined;
  icon?: IconName | undefined;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** A problem of the whole page, with its next step. */
export function Banner({ tone = "warn", icon, title, children, action }: BannerProps) {
  const drawing = icon ?? (tone === "warn" ? "warning" : tone === "bad" ? "alert" : "info");
  return (
    <div className={tone === "warn" ? "banner" : `banner ${tone}`} role={tone === "bad" ? "alert" : undefined}>
      <Icon name={drawing} />
      <div className="grow">
        {title !== undefined && <div className="strong">{title}</div>}
        {children !== undefined && <div className="bannertext">{children}</div>}
      </div>
      {action}
    </div>
  );
}
