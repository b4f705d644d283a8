// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { ImportItem } from "../../../api/types";
import { targetOf } from "../places";
import { ReportItems } from "../ReportItems";

afterEach(cleanup);

const line = (severity: ImportItem["severity"], what: string, target: string | null, todo: string | null = null): ImportItem => ({
  severity, code: "x", source: { file: "flows/main.json", pointer: "/nodes/0" }, target, what, todo,
});

describe("the places of a report", () => {
  it("are pages of the studio", () => {
    const href = (target: string) => targetOf("shop", target)?.href;
    expect(href("flow:main/nodes/n1")).toBe("/studio/shop/flows/main?node=n1");
    expect(href("flow:main/steps/s1")).toBe("/studio/shop/flows/main?step=s1");
    expect(href("intent:order pizza")).toBe("/studio/shop/understanding?intent=order%20pizza");
    expect(href("settings")).toBe("/studio/shop/settings");
    expect([targetOf("shop", ""), targetOf("shop", null), targetOf("shop", "strange")]).toEqual([null, null, null]);
  });
});

describe("the lines of a report", () => {
  const items = [line("info", "A note.", null), line("error", "An action is switched off.", "flow:main/nodes/n1", "Write it anew.")];

  it("stand with the most serious first, and lead to their nodes", () => {
    render(<ReportItems items={items} bot="shop" onOpen={() => undefined} />);
    expect(screen.getAllByRole("listitem")[0]?.textContent).toContain("An action is switched off.");
    expect(screen.getByRole("link", { name: "Open" }).getAttribute("href")).toBe("/studio/shop/flows/main?node=n1");
  });

  it("fold what was said twice already", async () => {
    const many = [...Array.from({ length: 9 }, (_, n) => line("warning", `Action ${String(n)} is JavaScript.`, null, "Write it anew.")), line("hint", "A note.", null)];
    render(<ReportItems items={many} bot="shop" onOpen={() => undefined} />);
    expect(screen.getAllByText(/is JavaScript/)).toHaveLength(2);
    await userEvent.click(screen.getByRole("button", { name: "7 more of this kind" }));
    expect(screen.getAllByText(/is JavaScript/)).toHaveLength(9);
    expect(screen.getByText("A note.")).toBeTruthy();
  });

  it("can be narrowed to what is to do", async () => {
    render(<ReportItems items={items} bot="shop" onOpen={() => undefined} />);
    await userEvent.click(screen.getByRole("button", { name: "1 to do" }));
    expect(screen.getAllByRole("listitem")).toHaveLength(1);
  });
});
