// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { ConfusionMatrix } from "../ConfusionMatrix";
import type { Cell } from "../reading";

afterEach(cleanup);

const CONFUSION = { labels: ["order", "cancel"], matrix: [[7, 3], [2, 6]], pairs: [] };

function shown(): Cell[] {
  const chosen: Cell[] = [];
  render(<ConfusionMatrix confusion={CONFUSION} cell={{ wanted: "order", said: "cancel" }} onCell={(cell) => chosen.push(cell)} />);
  return chosen;
}

describe("the confusion matrix", () => {
  it("is one stop of the Tab key; arrows move in it and Enter opens the sentences", async () => {
    const chosen = shown();
    await userEvent.tab();
    expect(document.activeElement?.getAttribute("aria-label")).toBe("meant order, heard cancel: 3");
    await userEvent.keyboard("{ArrowDown}{ArrowLeft}{Enter}");
    expect(chosen).toEqual([{ wanted: "cancel", said: "order" }]);
    await userEvent.tab();
    expect(document.body).toBe(document.activeElement);
  });

  it("stays inside at its edges, and goes to the ends of rows", async () => {
    const chosen = shown();
    await userEvent.tab();
    await userEvent.keyboard("{ArrowRight}{ArrowUp}{Home}{Enter}");
    expect(chosen).toEqual([{ wanted: "order", said: "order" }]);
  });

  it("is a grid with headings, and marks the chosen cell in words", () => {
    shown();
    expect(screen.getByRole("grid", { name: "Who is taken for whom" })).toBeTruthy();
    expect(screen.getAllByRole("rowheader").map((head) => head.textContent)).toEqual(["order", "cancel"]);
    expect(screen.getByRole("button", { name: "meant order, heard cancel: 3" }).getAttribute("aria-current")).toBe("true");
    expect(screen.getByText("70%")).toBeTruthy();
  });
});
