import { useId } from "react";
import { ChartFrame, type ChartFrameProps } from "./ChartFrame";
import { across, FRAME, ticksTo, upwards } from "./scale";

export interface BarChartProps extends Omit<ChartFrameProps, "children" | "legend"> {
  /** Edges of the bars, one more than there are bars, from 0 to 1. */
  edges: readonly number[];
  /** Two counts a bar, one on top of the other. */
  lower: { readonly title: string; readonly counts: readonly number[] };
  upper: { readonly title: string; readonly counts: readonly number[] };
  xTitle: string;
  format: (share: number) => string;
}

const X = across(FRAME);
const FLOOR = FRAME.height - FRAME.bottom;

/** How many there are of each size: two kinds, told apart by hue and by hatching. */
export function BarChart({ edges, lower, upper, xTitle, format, title, summary, table }: BarChartProps) {
  const id = useId();
  const totals = lower.counts.map((count, index) => count + (upper.counts[index] ?? 0));
  const ticks = ticksTo(Math.max(0, ...totals));
  const most = ticks.at(-1) ?? 1;
  const y = upwards(FRAME, most);
  return (
    <ChartFrame
      title={title}
      summary={summary}
      table={table}
      legend={[
        { title: lower.title, mark: "chartbar first" },
        { title: upper.title, mark: "chartbar second" },
      ]}
    >
      <svg
        className="chartsvg"
        viewBox={`0 0 ${String(FRAME.width)} ${String(FRAME.height)}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{typeof summary === "string" ? summary : title}</desc>
        <g className="axes">
          {ticks.map((tick) => (
            <g key={tick}>
              <path className="gridline" d={`M${String(FRAME.left)} ${String(y(tick))}H${String(FRAME.width - FRAME.right)}`} />
              <text x={FRAME.left - 6} y={y(tick) + 4} textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
            <text key={tick} x={X(tick)} y={FLOOR + 15} textAnchor={tick === 1 ? "end" : "middle"}>
              {format(tick)}
            </text>
          ))}
          <text className="axistitle" x={(FRAME.left + FRAME.width - FRAME.right) / 2} y={FRAME.height - 4} textAnchor="middle">
            {xTitle}
          </text>
        </g>
        {lower.counts.map((count, index) => {
          const from = X(edges[index] ?? 0) + 0.75;
          const width = Math.max(1, X(edges[index + 1] ?? 1) - 0.75 - from);
          const wrong = upper.counts[index] ?? 0;
          return (
            <g key={from}>
              {count > 0 && <rect className="chartbar first" x={from} width={width} y={y(count)} height={FLOOR - y(count)} />}
              {wrong > 0 && <rect className="chartbar second" x={from} width={width} y={y(count + wrong)} height={y(count) - y(count + wrong)} />}
              {wrong > 0 && <rect className="barline" x={from + 0.5} width={width - 1} y={y(count + wrong) + 0.5} height={Math.max(1, y(count) - y(count + wrong) - 1)} />}
            </g>
          );
        })}
        <path className="baseline" d={`M${String(FRAME.left)} ${String(FLOOR)}H${String(FRAME.width - FRAME.right)}`} />
      </svg>
    </ChartFrame>
  );
}
