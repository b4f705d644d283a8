import { Banner, Button, Skeleton, Table, type Column } from "../../../../ui";
import { useComparison } from "../../../api/evaluation";
import type { ChangedUtterance, Comparison } from "../../../api/evaluationTypes";
import { decimal, exactNameOf, labelName, percent, signed } from "./reading";
import { t } from "./words";

const FIRST = 12;

function FigureChanges({ comparison }: { comparison: Comparison }) {
  const shown = (["accuracy", "macro_f1", "span_f1", "oos_recall", "ece"] as const).flatMap((name) => {
    const figure = comparison.figures[name];
    return figure === undefined || figure.before === null || figure.after === null ? [] : [{ name, before: figure.before, after: figure.after }];
  });
  return (
    <dl className="evtiles">
      {shown.map(({ name, before, after }) => {
        const inPercent = name !== "macro_f1" && name !== "span_f1";
        const change = inPercent ? (after - before) * 100 : after - before;
        const better = name === "ece" ? change < 0 : change > 0;
        const digits = inPercent ? 1 : 3;
        const said = Number(change.toFixed(digits)) === 0 ? null : signed(change, digits);
        return (
          <div className="evtile" key={name}>
            <dt className="small t2">{t(name)}</dt>
            <dd>
              <span className="evfigure num">{inPercent ? percent(after) : decimal(after)}</span>
              {said !== null && <span className={better ? "num ok" : "num bad"}>{said}</span>}
              <span className="small t3 evnote">
                {t("before")} {inPercent ? percent(before) : decimal(before)}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Changed({ title, rows, tone }: { title: string; rows: readonly ChangedUtterance[]; tone: "ok" | "bad" | "t2" }) {
  if (rows.length === 0) return null;
  return (
    <section className="evchanged">
      <h3>
        <span className={tone}>{title}</span> <span className="num t3">{rows.length}</span>
      </h3>
      <ul className="evsentences">
        {rows.slice(0, FIRST).map((one, index) => (
          <li key={`${String(index)} ${one.text}`}>
            <span className="grow">
              {one.text}
              <span className="small t3 mono evheard">
                {labelName(one.before)} → {labelName(one.after)}
              </span>
            </span>
            <span className="num t3 nowrap">
              {decimal(one.confidence_before, 2)} → {decimal(one.confidence_after, 2)}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > FIRST && (
        <details className="more">
          <summary>{t("showMore")}</summary>
          <ul className="evsentences">
            {rows.slice(FIRST).map((one, index) => (
              <li key={`${String(index)} ${one.text}`}>
                <span className="grow">{one.text}</span>
                <span className="small t3 mono">
                  {labelName(one.before)} → {labelName(one.after)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

type LabelChange = Comparison["labels"][number];

const labelColumns = (): Column<LabelChange>[] => [
  { key: "label", title: t("intent"), cell: (one) => <span className="mono">{labelName(one.label)}</span>, sort: (one) => labelName(one.label) },
  { key: "before", title: t("before"), right: true, width: 84, cell: (one) => decimal(one.before, 2), sort: (one) => one.before },
  { key: "after", title: t("after"), right: true, width: 84, cell: (one) => decimal(one.after, 2), sort: (one) => one.after },
  {
    key: "change",
    title: t("change"),
    right: true,
    width: 84,
    cell: (one) =>
      one.change === null || one.change === 0 ? <span className="t3">–</span> : <span className={one.change > 0 ? "num ok" : "num bad"}>{signed(one.change, 2)}</span>,
    sort: (one) => one.change,
  },
];

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="small">
      <span className="t2">{title}:</span> {names.join(", ")}
    </p>
  );
}

/** What one evaluation has other than another: figures, intents, and every sentence that is heard otherwise. */
export function ComparisonView({ slug, before, after, onClose }: { slug: string; before: string; after: string; onClose: () => void }) {
  const query = useComparison(slug, before, after);
  const comparison = query.data;
  return (
    <section className="evcompare" aria-label={t("comparison")}>
      <div className="row evhead">
        <h2 className="grow">{t("comparison")}</h2>
        <Button size="s" icon="back" onClick={onClose}>
          {t("stopComparing")}
        </Button>
      </div>
      {query.isError && <Banner tone="bad">{query.error.message}</Banner>}
      {query.isPending && <Skeleton rows={5} round={false} />}
      {comparison !== undefined && <Compared comparison={comparison} />}
    </section>
  );
}

function Compared({ comparison }: { comparison: Comparison }) {
  const { counts, mended, broken, moved, tests } = comparison;
  const pairs = [
    [t("mended"), counts.mended],
    [t("broken"), counts.broken],
    [t("movedWrong"), counts.moved],
    [t("sameRight"), counts.same_right],
    [t("sameWrong"), counts.same_wrong],
    [t("added"), counts.added],
    [t("gone"), counts.removed],
  ] as const;
  const p = comparison.p < 0.001 ? "< 0.001" : decimal(comparison.p, 3);
  return (
    <>
      <p className="t2">
        {t("from", { name: exactNameOf(comparison.before) })} · {t("to", { name: exactNameOf(comparison.after) })}
      </p>
      <FigureChanges comparison={comparison} />
      <p>
        {t("sharedCount", { count: comparison.shared })} {counts.mended + counts.broken > 0 && t(comparison.significant ? "sure" : "notSure", { p })}
      </p>
      <dl className="evcounts">
        {pairs.map(([title, count]) => (
          <div key={title}>
            <dt className="small t2">{title}</dt>
            <dd className="num strong">{count}</dd>
          </div>
        ))}
      </dl>
      {tests !== null && (
        <div>
          <Names title={t("testsMended")} names={tests.mended} />
          <Names title={t("testsBroken")} names={tests.broken} />
        </div>
      )}
      <div className="evtwo">
        <div>
          {mended.length + broken.length + moved.length === 0 && <p className="t3">{t("noChange")}</p>}
          <Changed title={t("broken")} rows={broken} tone="bad" />
          <Changed title={t("mended")} rows={mended} tone="ok" />
          <Changed title={t("movedWrong")} rows={moved} tone="t2" />
        </div>
        <div className="card evtable">
          <Table label={t("byIntent")} columns={labelColumns()} rows={comparison.labels} rowKey={(one) => one.label} />
        </div>
      </div>
    </>
  );
}
