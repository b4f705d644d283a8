// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { setLanguage } from "../../../../../ui/i18n";
import { DayRow } from "../DayRow";
import { asHours, asWeek, dayNames, faultOf, inShort, office, oneMore, withDay, type Day } from "../hours";

afterEach(() => {
  cleanup();
  setLanguage("en");
});

describe("opening hours", () => {
  it("begin as an office week, and go there and back with a day that ends at midnight", () => {
    const week = withDay(office("Europe/Paris"), 6, [["10:00", "00:00"]]);
    const hours = asHours({ ...week, closed: ["2026-12-25", ""] });
    expect(hours.days[6]).toEqual([["10:00", "24:00"]]);
    expect(hours.closed).toEqual(["2026-12-25"]);
    expect(asWeek(hours)).toEqual({ ...week, closed: ["2026-12-25"] });
  });

  it("say what is wrong with a day", () => {
    const cases: [Day, string | null][] = [
      [[], null],
      [[["09:00", "12:00"], ["12:00", "18:00"]], null],
      [[["13:00", "18:00"], ["09:00", "12:00"]], null],
      [[["18:00", "00:00"]], null],
      [[["09:00", ""]], "empty"],
      [[["12:00", "09:00"]], "backwards"],
      [[["00:00", "12:00"], ["11:00", "13:00"]], "overlap"],
    ];
    for (const [day, fault] of cases) expect(faultOf(day)).toBe(fault);
    expect(oneMore([["09:00", "12:00"]])).toEqual([["09:00", "12:00"], ["12:00", ""]]);
  });

  it("stand in a line where days that are alike are said once", () => {
    const week = withDay(withDay(office("UTC"), 2, [["09:00", "12:00"]]), 5, [["10:00", "12:00"], ["13:00", "14:00"]]);
    expect(inShort(asHours(week), "never")).toBe("Mon–Tue 09:00–17:00; Wed 09:00–12:00; Thu–Fri 09:00–17:00; Sat 10:00–12:00, 13:00–14:00");
    expect(inShort({ timezone: "UTC", days: Array.from({ length: 7 }, () => []), closed: [] }, "never")).toBe("never");
    setLanguage("fr");
    expect(dayNames("long")[0]).toBe("lundi");
  });

  it("open and close a day, with a break in it", async () => {
    function Form() {
      const [day, setDay] = useState<Day>([]);
      return <DayRow name="Monday" day={day} onChange={setDay} />;
    }
    render(<Form />);
    expect(screen.getByText("closed")).toBeTruthy();
    await userEvent.click(screen.getByRole("checkbox", { name: "Monday" }));
    expect(screen.getByLabelText("Monday: opens")).toHaveProperty("value", "09:00");
    await userEvent.click(screen.getByRole("button", { name: "One more span on Monday" }));
    expect(screen.getByRole("alert").textContent).toContain("Say from when to when.");
    await userEvent.click(screen.getByRole("button", { name: "Remove 17:00 to on Monday" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
