import { useId, useState, type PointerEvent } from "react";
import { ChartFrame, type ChartFrameProps } from "./ChartFrame";
import { across, FRAME, nearest, pathOf, upwards } from "./scale";

export interface ChartLine {
  readonly title: string;
  /** Three looks that differ in hue and in dashes. */
  readonly look: "first" | "second" | "third";
  readonly points: readonly { readonly x: number; readonly y: number | null; readonly size?: number }[];
  /** Draws each point, as large as its `size` (0 to 1). */
  readonly dots?: boolean;
}

export interface LineChartProps extends Omit<ChartFrameProps, "children" | "legend"> {
  lines: readonly ChartLine[];
  xTitle: string;
  yTitle: string;
  /** Numbers between 0 and 1 as they stand at the axes. */
  format: (share: number) => string;
  /** A place on the x axis that matters, with its word. */
  marker?: { readonly x: number; readonly title: string } | undefined;
  /** The line on which both axes are equal. */
  diagonal?: string | undefined;
  /** What the point under the pointer says. */
  readout?: ((index: number) => string) | undefined;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const X = across(FRAME);
const Y = upwards(FRAME);
const FLOOR = FRAME.height - FRAME.bottom;

function Axes({ xTitle, yTitle, format }: Pick<LineChartProps, "xTitle" | "yTitle" | "format">) {
  return (
    <g className="axes">
      {TICKS.map((tick) => (
        <g key={tick}>
          <path className="gridline" d={`M${String(FRAME.left)} ${String(Y(tick))}H${String(FRAME.width - FRAME.right)}`} />
          <text x={FRAME.left - 6} y={Y(tick) + 4} textAnchor="end">
            {format(tick)}
          </text>
          <text x={X(tick)} y={FLOOR + 15} textAnchor={tick === 1 ? "end" : "middle"}>
            {format(tick)}
          </text>
        </g>
      ))}
      <text className="axistitle" x={(FRAME.left + FRAME.width - FRAME.right) / 2} y={FRAME.height - 4} textAnchor="middle">
        {xTitle}
      </text>
      <text className="sr">{yTitle}</text>
    </g>
  );
}

/** Shares over shares: how one goes with the other. */
export function LineChart(props: LineChartProps) {
  const { lines, xTitle, yTitle, format, marker, diagonal, readout, title, summary, table } = props;
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const places = lines[0]?.points.map((point) => point.x) ?? [];
  const legend = lines.map((line) => ({ title: line.title, mark: `line ${line.look}` }));
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = ((event.clientX - box.left) / box.width) * FRAME.width;
    setAt(nearest(places, (share - FRAME.left) / (FRAME.width - FRAME.left - FRAME.right)));
  };
  return (
    <ChartFrame
      title={title}
      summary={at === null || readout === undefined ? summary : readout(at)}
      table={table}
      legend={diagonal === undefined ? legend : [...legend, { title: diagonal, mark: "line diagonal" }]}
    >
      <svg
        className="chartsvg"
        viewBox={`0 0 ${String(FRAME.width)} ${String(FRAME.height)}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        onPointerMove={readout === undefined ? undefined : point}
        onPointerLeave={() => setAt(null)}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{typeof summary === "string" ? summary : title}</desc>
        <Axes xTitle={xTitle} yTitle={yTitle} format={format} />
        {diagonal !== undefined && <path className="line diagonal" d={`M${String(X(0))} ${String(Y(0))}L${String(X(1))} ${String(Y(1))}`} />}
        {lines.map((line) => (
          <g key={line.title}>
            <path className={`line ${line.look}`} d={pathOf(line.points, X, Y)} />
            {line.dots === true &&
              line.points.map((one) =>
                one.y === null ? null : <circle key={one.x} className={`dotmark ${line.look}`} cx={X(one.x)} cy={Y(one.y)} r={3 + 5 * (one.size ?? 0)} />,
              )}
          </g>
        ))}
        {marker !== undefined && (
          <g className="chosen">
            <path d={`M${String(X(marker.x))} ${String(FRAME.top)}V${String(FLOOR)}`} />
            <text
              x={X(marker.x) + (marker.x > 0.6 ? -6 : 6)}
              y={FLOOR - 8}
              textAnchor={marker.x > 0.6 ? "end" : "start"}
            >
              {marker.title}
            </text>
          </g>
        )}
        {at !== null && <path className="guide" d={`M${String(X(places[at] ?? 0))} ${String(FRAME.top)}V${String(FLOOR)}`} />}
      </svg>
    </ChartFrame>
  );
}
