import type { ReactNode } from "react";

export interface Segment<V extends string> {
  value: V;
  title: ReactNode;
  /** Spoken name where the title is not a word. */
  label?: string | undefined;
}

export interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  segments: readonly Segment<V>[];
  onChange: (value: V) => void;
}

/** One of a few views or values. */
export function Segmented<V extends string>({ label, value, segments, onChange }: SegmentedProps<V>) {
  return (
    <span className="seg" role="group" aria-label={label}>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === value}
          aria-label={segment.label}
          onClick={() => onChange(segment.value)}
        >
          {segment.title}
        </button>
      ))}
    </span>
  );
}
