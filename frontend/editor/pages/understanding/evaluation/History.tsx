import { Button, Chip, IconButton, Menu, Table, toast, type Column } from "../../../../ui";
import { useRemoveEvaluation } from "../../../api/evaluation";
import { useMay } from "../../../api/talk";
import type { Evaluation } from "../../../api/evaluationTypes";
import { languageName, when } from "../../../app/dates";
import { decimal, nameOf, percent } from "./reading";
import { t } from "./words";

export interface HistoryProps {
  slug: string;
  evaluations: readonly Evaluation[];
  current: string;
  several: boolean;
  onOpen: (id: string) => void;
  onCompare: (before: string) => void;
}

/** The evaluations so far; each opens, and those of one language compare with the one that is shown. */
export function History({ slug, evaluations, current, several, onOpen, onCompare }: HistoryProps) {
  const remove = useRemoveEvaluation(slug);
  const may = useMay("editor");
  const shown = evaluations.find((one) => one.id === current);
  const more = (one: Evaluation) => (
    <Menu
      label={t("more_", { name: nameOf(one) })}
      items={[
        { title: t("open"), icon: "open", disabled: one.id === current, onSelect: () => onOpen(one.id) },
        { title: t("compare"), icon: "versions", disabled: one.id === current || one.language !== shown?.language, onSelect: () => onCompare(one.id) },
        {
          title: t("remove"),
          icon: "delete",
          danger: true,
          separated: true,
          disabled: !may,
          onSelect: () => remove.mutate(one.id, { onSuccess: () => toast(t("removed")) }),
        },
      ]}
      button={(ties) => <IconButton icon="more" label={t("more_", { name: nameOf(one) })} {...ties} />}
    />
  );
  const name = (one: Evaluation) => (
    <span className="row">
      <Button kind="quiet" size="s" className="evname clip" onClick={() => onOpen(one.id)}>
        {one.title === "" ? t(`kind.${one.kind}`) : one.title}
      </Button>
      {one.id === current && <Chip tone="sig">{t("current")}</Chip>}
    </span>
  );
  const columns: Column<Evaluation>[] = [
    { key: "name", title: t("name"), cell: name },
    ...(several ? [{ key: "language", title: t("language"), width: 110, wide: true, cell: (one: Evaluation) => languageName(one.language) }] : []),
    { key: "accuracy", title: t("accuracy"), right: true, width: 110, cell: (one) => percent(one.figures.accuracy ?? null) },
    { key: "macro", title: t("macro_f1"), right: true, width: 90, wide: true, cell: (one) => decimal(one.figures.macro_f1 ?? null) },
    { key: "made", title: t("made"), width: 110, wide: true, cell: (one) => <span className="t2 nowrap">{when(one.created_at)}</span> },
    { key: "more", title: "", label: t("more"), width: 52, cell: more },
  ];
  return (
    <section aria-label={t("history")}>
      <h2 className="evh2">{t("history")}</h2>
      <div className="card evtable">
        <Table label={t("history")} columns={columns} rows={evaluations} rowKey={(one) => one.id} />
      </div>
    </section>
  );
}
