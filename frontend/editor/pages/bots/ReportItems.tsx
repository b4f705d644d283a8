import { useState } from "react";
import { Link } from "wouter";
import { Button, Icon, Segmented } from "../../../ui";
import type { ImportItem } from "../../api/types";
import { targetOf } from "./places";
import { t } from "./words";

const STEP = 100;
const FEW = 2; // lines of a kind before the others are folded
const ORDER = ["error", "warning", "info", "hint"];

type Shown = "all" | "todo";

interface ItemProps {
  item: ImportItem;
  /** The bot in which its places are; none yet for a report of what would be exported. */
  bot: string | null;
  onOpen: () => void;
}

function Item({ item, bot, onOpen }: ItemProps) {
  const icon = item.severity === "error" ? "alert" : item.severity === "warning" ? "warning" : "info";
  const target = bot === null ? null : targetOf(bot, item.target);
  return (
    <li className={item.severity}>
      <Icon name={icon} />
      <span className="grow">
        {/* The server speaks English. */}
        <span lang="en">{item.what}</span>
        {item.todo !== null && item.todo !== "" && (
          <span lang="en" className="t2 reporttodo">
            {item.todo}
          </span>
        )}
        {item.source?.file !== undefined && item.source.file !== "" && (
          <span className="small t3 reporttodo">
            {t("where", { file: item.source.file })} <span className="mono">{item.source.pointer}</span>
          </span>
        )}
      </span>
      {target !== null && (
        <Link className="btn s" href={target.href} onClick={onOpen} title={target.title}>
          {t("openPlace")}
        </Link>
      )}
    </li>
  );
}

interface Alike {
  key: string;
  items: readonly ImportItem[];
}

/** Items of one kind stand together: what was said twice already may be folded. */
export function alike(items: readonly ImportItem[]): Alike[] {
  const kinds = new Map<string, ImportItem[]>();
  for (const item of items) {
    const key = `${item.severity} ${item.code} ${item.todo ?? ""}`;
    const before = kinds.get(key);
    if (before === undefined) kinds.set(key, [item]);
    else before.push(item);
  }
  return [...kinds].map(([key, found]) => ({ key, items: found }));
}

/** The first lines of one kind, and the others on request. */
function Kind({ items, bot, onOpen }: { items: readonly ImportItem[]; bot: string | null; onOpen: () => void }) {
  const [limit, setLimit] = useState(FEW);
  const shown = items.length <= FEW + 1 ? items : items.slice(0, limit);
  const left = items.length - shown.length;
  return (
    <>
      {shown.map((item, index) => (
        <Item key={`${item.code}${String(index)}`} item={item} bot={bot} onOpen={onOpen} />
      ))}
      {left > 0 && (
        <li className="reportalike">
          <Button size="s" kind="quiet" icon="down" onClick={() => setLimit(limit + STEP)}>
            {t("reportAlike", { count: left })}
          </Button>
        </li>
      )}
    </>
  );
}

/** The lines of a report, the most serious first, with the way to each place. */
export function ReportItems({ items, bot, onOpen }: { items: readonly ImportItem[]; bot: string | null; onOpen: () => void }) {
  const [shown, setShown] = useState<Shown>("all");
  const todo = items.filter((item) => item.todo !== null && item.todo !== "");
  const rank = (item: ImportItem) => ORDER.indexOf(item.severity);
  const rows = [...(shown === "todo" ? todo : items)].sort((a, b) => rank(a) - rank(b));
  return (
    <>
      <div className="row reporthead">
        <h3 className="grow">{t("reportItems", { count: items.length })}</h3>
        {todo.length > 0 && todo.length < items.length && (
          <Segmented
            label={t("reportShow")}
            value={shown}
            onChange={setShown}
            segments={[
              { value: "all", title: t("reportAll") },
              { value: "todo", title: t("reportTodo", { count: todo.length }) },
            ]}
          />
        )}
      </div>
      <ul className="findings">
        {alike(rows).map((kind) => (
          <Kind key={`${shown} ${kind.key}`} items={kind.items} bot={bot} onOpen={onOpen} />
        ))}
      </ul>
    </>
  );
}
