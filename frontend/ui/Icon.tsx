import { ICONS, type Drawing, type IconName } from "./icons";

export interface IconProps {
  name: IconName;
  /** 14, 16 or 20 px. */
  size?: "s" | "m" | "l";
  className?: string;
  /** Spoken name. Without it the drawing is decoration. */
  label?: string;
}

function Shape({ source, filled }: { source: string; filled: boolean }) {
  const className = filled ? "f" : undefined;
  const numbers = source.slice(2).split(",");
  if (source.startsWith("c:")) return <circle cx={numbers[0]} cy={numbers[1]} r={numbers[2]} className={className} />;
  if (source.startsWith("e:")) {
    return <ellipse cx={numbers[0]} cy={numbers[1]} rx={numbers[2]} ry={numbers[3]} className={className} />;
  }
  if (source.startsWith("r:")) {
    const [x, y, width, height, rx] = numbers;
    return <rect x={x} y={y} width={width} height={height} rx={rx} className={className} />;
  }
  return <path d={source} className={className} />;
}

export function Icon({ name, size = "m", className, label }: IconProps) {
  const drawing: Drawing = ICONS[name];
  const classes = ["i", size === "s" ? "i-s" : size === "l" ? "i-l" : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <svg
      className={classes}
      viewBox="0 0 16 16"
      aria-hidden={label === undefined ? true : undefined}
      role={label === undefined ? undefined : "img"}
      aria-label={label}
    >
      {drawing.lines.map((source) => (
        <Shape key={source} source={source} filled={false} />
      ))}
      {(drawing.fill ?? []).map((source) => (
        <Shape key={source} source={source} filled />
      ))}
    </svg>
  );
}
