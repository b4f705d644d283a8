// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { EvaluationReport } from "../../../../api/evaluationTypes";
import { Charts } from "../Charts";
import { LabelTable } from "../LabelTable";

afterEach(cleanup);

const bins = Array.from({ length: 10 }, (_, at) => ({ from: at / 10, to: (at + 1) / 10, count: at, confidence: at === 0 ? null : at / 10 + 0.05, accuracy: at === 0 ? null : at / 10 }));
const REPORT: EvaluationReport = {
  labels: [],
  confusion: { labels: [], matrix: [], pairs: [] },
  confidence: { edges: Array.from({ length: 21 }, (_, at) => at / 20), right: [...Array<number>(19).fill(0), 8], wrong: [...Array<number>(19).fill(1), 2] },
  calibration: { ece: 0.05, bins },
  scope: {
    threshold: 0.5,
    auroc: 0.9,
    outside: 4,
    points: [0, 0.5, 1].map((threshold) => ({ threshold, in_scope_accepted: 1 - threshold / 2, in_scope_accuracy: 0.8, oos_recall: threshold })),
    chosen: { threshold: 0.5, in_scope_accepted: 0.75, in_scope_accuracy: 0.8, oos_recall: 0.5 },
  },
  entities: null,
  tests: null,
  spread: null,
  findings: [],
};

describe("the charts of a report", () => {
  it("are pictures with a name and a description, and a table with the same figures", () => {
    render(<Charts report={REPORT} />);
    const chart = screen.getByRole("img", { name: /How sure it is/ });
    expect(chart.querySelector("desc")?.textContent).toContain("62%");
    const table = screen.getByRole("table", { name: "How sure it is", hidden: true });
    expect(within(table).getAllByRole("row", { hidden: true })).toHaveLength(21);
    const last = within(table).getAllByRole("row", { hidden: true }).at(-1);
    expect(last?.textContent).toBe("0.95–1.0082");
  });

  it("say what the chosen threshold does", () => {
    render(<Charts report={REPORT} />);
    expect(screen.getAllByText(/From 0.50 on it acts: 75% of what fits is taken, 50% of what does not is left/).length).toBeGreaterThan(0);
    expect(screen.getByText("0.50 chosen")).toBeTruthy();
  });

  it("draw no line where nothing was measured", () => {
    render(<Charts report={REPORT} />);
    const chart = screen.getByRole("img", { name: /90% sure/ });
    expect(chart.querySelectorAll("circle")).toHaveLength(9);
  });
});

describe("the table of intents", () => {
  const score = (label: string, f1: number | null) => ({ label, kind: "intent" as const, support: 10, said: 10, right: 9, precision: 0.9, recall: 0.9, f1 });

  it("sorts by a heading, what is not known last, and says so", async () => {
    render(<LabelTable labels={[score("b", 0.5), score("c", null), score("a", 0.9)]} onCell={() => undefined} />);
    const names = () => screen.getAllByRole("row").slice(1).map((row) => row.querySelector("td")?.textContent);
    expect(names()).toEqual(["b", "c", "a"]);
    await userEvent.click(screen.getByRole("button", { name: "F1" }));
    expect(names()).toEqual(["a", "b", "c"]);
    expect(screen.getByRole("columnheader", { name: "F1" }).getAttribute("aria-sort")).toBe("descending");
    await userEvent.click(screen.getByRole("button", { name: "F1" }));
    expect(names()).toEqual(["b", "a", "c"]);
  });
});
