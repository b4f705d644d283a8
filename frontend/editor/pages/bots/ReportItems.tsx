import { useState } from "react";
import { Link } from "wouter";
import { Button, Icon, Segmented } from "../../../ui";
import type { ImportItem } from "../../api/types";
import { targetOf } from "./places";
import { t } from "./words";

const STEP = 100;
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
        <span>{item.what}</span>
        {item.todo !== null && item.todo !== "" && <span className="t2 reporttodo">{item.todo}</span>}
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

/** The lines of a report, the most serious first, with the way to each place. */
export function ReportItems({ items, bot, onOpen }: { items: readonly ImportItem[]; bot: string | null; onOpen: () => void }) {
  const [shown, setShown] = useState<Shown>("all");
  const [limit, setLimit] = useState(STEP);
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
        {rows.slice(0, limit).map((item, index) => (
          <Item key={`${item.code}${String(index)}`} item={item} bot={bot} onOpen={onOpen} />
        ))}
      </ul>
      {rows.length > limit && (
        <Button size="s" kind="quiet" onClick={() => setLimit(limit + STEP)}>
          {t("reportMore", { count: rows.length - limit })}
        </Button>
      )}
    </>
  );
}
