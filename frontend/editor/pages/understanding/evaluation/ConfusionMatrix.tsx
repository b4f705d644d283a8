import { useRef, useState, type CSSProperties, type KeyboardEvent } from "react";
import { Segmented } from "../../../../ui";
import type { Confusion } from "../../../api/evaluationTypes";
import { hardest, labelName, percent, shortName, type Cell, type Matrix } from "./reading";
import { t } from "./words";

const FEW = 11;
const ALARMING = 0.8; // recall below this stands out

interface MatrixProps {
  confusion: Confusion;
  /** How often every sentence was asked. */
  times?: number | undefined;
  cell: Cell | null;
  onCell: (cell: Cell) => void;
}

/** Who is taken for whom, as a table of buttons: arrows move, Enter shows the sentences. */
export function ConfusionMatrix({ confusion, times = 1, cell, onCell }: MatrixProps) {
  const all = confusion.labels.length;
  const [whole, setWhole] = useState(false);
  const matrix = hardest(confusion, whole || all <= FEW ? all : FEW);
  return (
    <section className="evwho" aria-label={t("who")}>
      <div className="row evhead">
        <h2 className="grow">{t("who")}</h2>
        <span className="small t3 evaxes">{t("rowsColumns")}</span>
        {all > FEW && (
          <Segmented
            label={t("show")}
            value={whole ? "all" : "few"}
            segments={[
              { value: "few", title: t("hardest", { count: FEW }) },
              { value: "all", title: t("all", { count: all }) },
            ]}
            onChange={(next) => setWhole(next === "all")}
          />
        )}
      </div>
      <Grid matrix={matrix} cell={cell} onCell={onCell} />
      <div className="row small t2 evlegend">
        <i className="evswatch right" /> {t("heardRight")}
        <i className="evswatch other" /> {t("heardOther")}
        <span className="grow" />
        <span className="t3">{times > 1 ? t("askedTimes", { count: times }) : t("everyOpens")}</span>
      </div>
    </section>
  );
}

function Grid({ matrix, cell, onCell }: { matrix: Matrix; cell: Cell | null; onCell: (cell: Cell) => void }) {
  const { labels, counts, meant } = matrix;
  const table = useRef<HTMLTableElement>(null);
  const start = Math.max(0, labels.indexOf(cell?.wanted ?? ""));
  const [at, setAt] = useState<readonly [number, number]>([start, Math.max(0, labels.indexOf(cell?.said ?? labels[start] ?? ""))]);
  const most = Math.max(1, ...counts.flatMap((row, index) => row.filter((_, column) => column !== index)));
  const last = labels.length - 1;
  // A matrix that has become smaller keeps a cell in reach.
  const [row, column] = [Math.min(at[0], last), Math.min(at[1], last)];

  function onKeyDown(event: KeyboardEvent) {
    const to = target(event.key, row, column, last, event.ctrlKey);
    if (to === null) return;
    event.preventDefault();
    setAt(to);
    table.current?.querySelector<HTMLButtonElement>(`[data-at="${to.join(" ")}"]`)?.focus();
  }

  return (
    <div className={labels.length > FEW ? "evmatrix small" : "evmatrix"}>
      <table ref={table} role="grid" aria-label={t("who")} aria-describedby="evmatrix-axes" onKeyDown={onKeyDown}>
        <caption className="sr" id="evmatrix-axes">
          {t("rowsColumns")}
        </caption>
        <thead>
          <tr>
            <td />
            {labels.map((label) => (
              <th key={label} scope="col" title={labelName(label)}>
                <span>
                  <b>{shortName(label)}</b>
                </span>
              </th>
            ))}
            <th scope="col" className="evrecall">
              {t("recall")}
            </th>
          </tr>
        </thead>
        <tbody>
          {labels.map((wanted, index) => {
            const recall = (meant[index] ?? 0) === 0 ? null : (counts[index]?.[index] ?? 0) / (meant[index] ?? 1);
            return (
              <tr key={wanted}>
                <th scope="row" title={labelName(wanted)}>
                  {shortName(wanted)}
                </th>
                {labels.map((said, other) => (
                  <td key={said} role="gridcell">
                    <MatrixCell
                      cell={{ wanted, said }}
                      count={counts[index]?.[other] ?? 0}
                      most={most}
                      place={`${String(index)} ${String(other)}`}
                      reachable={index === row && other === column}
                      chosen={cell?.wanted === wanted && cell.said === said}
                      onFocus={() => setAt([index, other])}
                      onCell={onCell}
                    />
                  </td>
                ))}
                <td className={recall !== null && recall < ALARMING ? "evrecall num warn strong" : "evrecall num"}>{percent(recall, 0)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function target(key: string, row: number, column: number, last: number, far: boolean): readonly [number, number] | null {
  switch (key) {
    case "ArrowRight":
      return [row, Math.min(last, column + 1)];
    case "ArrowLeft":
      return [row, Math.max(0, column - 1)];
    case "ArrowDown":
      return [Math.min(last, row + 1), column];
    case "ArrowUp":
      return [Math.max(0, row - 1), column];
    case "Home":
      return [far ? 0 : row, 0];
    case "End":
      return [far ? last : row, last];
    default:
      return null;
  }
}

interface MatrixCellProps {
  cell: { wanted: string; said: string };
  count: number;
  most: number;
  place: string;
  reachable: boolean;
  chosen: boolean;
  onFocus: () => void;
  onCell: (cell: Cell) => void;
}

function MatrixCell({ cell, count, most, place, reachable, chosen, onFocus, onCell }: MatrixCellProps) {
  const right = cell.wanted === cell.said;
  const look = count === 0 ? "nought" : right ? "right" : "other";
  const heat: CSSProperties & Record<"--heat", string> = { "--heat": `${String(Math.round((count / most) * 100))}%` };
  return (
    <button
      type="button"
      className={chosen ? `evcell ${look} on` : `evcell ${look}`}
      style={look === "other" ? heat : undefined}
      data-at={place}
      tabIndex={reachable ? 0 : -1}
      aria-current={chosen ? "true" : undefined}
      aria-label={t("meantHeard", { wanted: labelName(cell.wanted), said: labelName(cell.said), count })}
      onFocus={onFocus}
      onClick={() => onCell(cell)}
    >
      {count > 0 ? count : ""}
    </button>
  );
}
