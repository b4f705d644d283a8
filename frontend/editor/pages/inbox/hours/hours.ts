/** Opening hours as a form has them: a time field cannot say 24:00, so the end of a day is its 00:00. */
import { language } from "../../../../ui/i18n";
import type { QueueHours } from "../../../api/talkTypes";

export type Span = readonly [begin: string, end: string];
export type Day = readonly Span[];

export interface Week {
  readonly timezone: string;
  /** Seven, Monday first. */
  readonly days: readonly Day[];
  readonly closed: readonly string[];
}

const DAYS = 7;
const MIDNIGHT = "24:00";
export const OFFICE: Span = ["09:00", "17:00"];
export const MOST_SPANS = 4;

/** Hours to begin with: an office, where whoever sets them is. */
export function office(timezone: string): Week {
  return { timezone, days: Array.from({ length: DAYS }, (_, day) => (day < 5 ? [OFFICE] : [])), closed: [] };
}

export function asWeek(hours: QueueHours): Week {
  const days = hours.days.map((spans) => spans.map(([begin = "", end = ""]): Span => [begin, end === MIDNIGHT ? "00:00" : end]));
  return { timezone: hours.timezone, days, closed: hours.closed };
}

export function asHours(week: Week): QueueHours {
  const days = week.days.map((spans) => spans.map(([begin, end]) => [begin, end === "00:00" ? MIDNIGHT : end]));
  return { timezone: week.timezone, days, closed: week.closed.filter((day) => day !== "") };
}

export type Fault = "empty" | "backwards" | "overlap";

/** What is wrong with a day, if anything. */
export function faultOf(day: Day): Fault | null {
  if (day.some(([begin, end]) => begin === "" || end === "")) return "empty";
  const ends = day.map(([begin, end]): Span => [begin, end === "00:00" ? MIDNIGHT : end]);
  if (ends.some(([begin, end]) => begin >= end)) return "backwards";
  const inOrder = [...ends].sort(([a], [b]) => a.localeCompare(b));
  return inOrder.some((span, index) => index > 0 && (inOrder[index - 1]?.[1] ?? "") > span[0]) ? "overlap" : null;
}

export function withDay(week: Week, day: number, spans: Day): Week {
  return { ...week, days: week.days.map((before, index) => (index === day ? spans : before)) };
}

/** A further span of a day, after what there is. */
export function oneMore(day: Day): Day {
  const last = day.at(-1);
  return [...day, last === undefined ? OFFICE : [last[1], ""]];
}

/** Names of the days, Monday first, in the studio's language. */
export function dayNames(form: "long" | "short"): string[] {
  const name = new Intl.DateTimeFormat(language(), { weekday: form, timeZone: "UTC" });
  return Array.from({ length: DAYS }, (_, day) => name.format(Date.UTC(2024, 0, 1 + day)));
}

/** The week in a line: days with the same hours are said once. */
export function inShort({ days }: QueueHours, closed: string): string {
  const names = dayNames("short");
  const said: { from: number; to: number; hours: string }[] = [];
  for (const [day, spans] of days.entries()) {
    const hours = spans.map(([begin = "", end = ""]) => `${begin}–${end}`).join(", ");
    const last = said.at(-1);
    if (last?.hours === hours) last.to = day;
    else said.push({ from: day, to: day, hours });
  }
  const open = said.filter((one) => one.hours !== "");
  if (open.length === 0) return closed;
  return open.map(({ from, to, hours }) => `${names[from] ?? ""}${to > from ? `–${names[to] ?? ""}` : ""} ${hours}`).join("; ");
}

/** All time zones the browser knows, with these in any case. */
export function zones(...also: readonly string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...also])].sort();
}

export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
