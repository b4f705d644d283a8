import { Button, Chip, Table, type Column } from "../../../../ui";
import type { EntityScore, LabelScore, Share } from "../../../api/evaluationTypes";
import { bareName, decimal, labelName, mistakesOf, type Cell } from "./reading";
import { t } from "./words";

const WEAK = 0.8;

function Score({ value }: { value: Share }) {
  return <span className={value !== null && value < WEAK ? "num warn strong" : "num"}>{decimal(value, 2)}</span>;
}

function columnsOf(onCell: (cell: Cell) => void): Column<LabelScore>[] {
  const mistakes = (one: LabelScore) =>
    mistakesOf(one) === 0 ? (
      <span className="t3 num">0</span>
    ) : (
      <Button
        size="s"
        kind="quiet"
        className="num"
        aria-label={t("showMistakes", { count: mistakesOf(one), name: labelName(one.label) })}
        onClick={() => onCell({ wanted: one.label, said: null })}
      >
        {mistakesOf(one)}
      </Button>
    );
  const name = (one: LabelScore) => (
    <span className="row">
      <span className={one.kind === "none" ? "t2 clip" : "mono clip"}>{bareName(one.label)}</span>
      {one.kind === "answer" && <Chip tone="line">{t("answerKind")}</Chip>}
    </span>
  );
  return [
    { key: "label", title: t("intent"), cell: name, sort: (one) => labelName(one.label) },
    { key: "support", title: t("support"), right: true, width: 96, wide: true, cell: (one) => one.support, sort: (one) => one.support },
    { key: "precision", title: t("precision"), right: true, width: 96, wide: true, cell: (one) => decimal(one.precision, 2), sort: (one) => one.precision },
    { key: "recall", title: t("recall"), right: true, width: 84, cell: (one) => decimal(one.recall, 2), sort: (one) => one.recall },
    { key: "f1", title: t("f1"), right: true, width: 72, cell: (one) => <Score value={one.f1} />, sort: (one) => one.f1 },
    { key: "mistakes", title: t("mistakes"), right: true, width: 96, cell: mistakes, sort: mistakesOf },
  ];
}

/** Every intent and answer, worst first; each number of mistakes opens them. */
export function LabelTable({ labels, onCell }: { labels: readonly LabelScore[]; onCell: (cell: Cell) => void }) {
  return <Table label={t("byIntent")} columns={columnsOf(onCell)} rows={labels} rowKey={(one) => `${one.kind} ${one.label}`} />;
}

const ENTITY_COLUMNS = (): Column<EntityScore>[] => [
  { key: "entity", title: t("entity"), cell: (one) => <span className="mono">{one.entity}</span>, sort: (one) => one.entity },
  { key: "support", title: t("support"), right: true, width: 96, wide: true, cell: (one) => one.support, sort: (one) => one.support },
  { key: "found", title: t("found"), right: true, width: 84, wide: true, cell: (one) => one.found, sort: (one) => one.found },
  { key: "precision", title: t("precision"), right: true, width: 96, cell: (one) => decimal(one.precision, 2), sort: (one) => one.precision },
  { key: "recall", title: t("recall"), right: true, width: 84, cell: (one) => decimal(one.recall, 2), sort: (one) => one.recall },
  { key: "f1", title: t("f1"), right: true, width: 72, cell: (one) => <Score value={one.f1} />, sort: (one) => one.f1 },
];

export function EntityTable({ entities }: { entities: readonly EntityScore[] }) {
  return <Table label={t("entities")} columns={ENTITY_COLUMNS()} rows={entities} rowKey={(one) => one.entity} />;
}
