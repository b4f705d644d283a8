import type { ReactNode } from "react";
import { t } from "../words";
import "./charts.css";

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface LegendEntry {
  readonly title: string;
  /** Which line or bar it is: its class, and thereby its hue and its dashes. */
  readonly mark: string;
}

export interface ChartFrameProps {
  title: string;
  /** What the chart says, in a sentence. */
  summary: ReactNode;
  legend?: readonly LegendEntry[];
  /** The same figures for whoever sees no chart. */
  table: ChartTable;
  children: ReactNode;
}

/** A chart with its heading, what it says, its legend, and its figures as a table. */
export function ChartFrame({ title, summary, legend = [], table, children }: ChartFrameProps) {
  return (
    <figure className="chart">
      <figcaption>
        <h3>{title}</h3>
        <p className="small t2">{summary}</p>
      </figcaption>
      {children}
      {legend.length > 0 && (
        <ul className="chartlegend small t2">
          {legend.map((entry) => (
            <li key={entry.title}>
              <svg width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
                {entry.mark.startsWith("chartbar") ? (
                  <rect className={entry.mark} x="3" y="0" width="12" height="10" rx="2" />
                ) : (
                  <path className={entry.mark} d="M1 5h18" />
                )}
              </svg>
              {entry.title}
            </li>
          ))}
        </ul>
      )}
      <details className="charttable">
        <summary className="small">{t("asTable")}</summary>
        <div className="chartscroll">
          <table className="table" aria-label={title}>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col" className="r">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={String(row[0])}>
                  {row.map((cell, index) => (
                    <td key={table.columns[index]} className="r num">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
