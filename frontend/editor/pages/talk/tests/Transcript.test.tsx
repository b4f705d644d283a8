// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import type { ReplayedTurn } from "../../../api/talkTypes";
import { rowsOf } from "../rows";
import { Transcript } from "../Transcript";
import { EVENTS, SAID } from "./sample";

afterEach(cleanup);

const ROWS = rowsOf(EVENTS, SAID);

function replayed(turn: number, same: boolean): [number, ReplayedTurn] {
  const now = same ? {} : { replayed: [{ type: "text", text: "Good day!" }, { type: "text", text: "Hungry?" }] };
  const said = [{ type: "text", text: "Hello!" }, { type: "text", text: "Hungry?" }];
  const event = { id: "e", kind: "say", text: "hi" };
  return [turn, { turn, event, same, messages_same: same, state_same: null, build: "b", said, trace: { decision: null, steps: [] }, ...now }];
}

it("opens the turn whose number is pressed", async () => {
  const onTurn = vi.fn();
  render(<Transcript rows={ROWS} turn={2} onTurn={onTurn} />);
  const pin = screen.getByRole("button", { name: "Turn 4: see why" });
  expect(pin.getAttribute("aria-pressed")).toBe("false");
  await userEvent.click(pin);
  expect(onTurn).toHaveBeenCalledWith(4);
  expect(screen.getByRole("button", { name: "Turn 2: see why" }).getAttribute("aria-pressed")).toBe("true");
});

it("says in words what was not understood, and never as something to tap", () => {
  render(<Transcript rows={ROWS} turn={null} onTurn={() => undefined} />);
  expect(screen.getAllByText("not understood")).toHaveLength(1);
  expect(screen.queryByRole("button", { name: "Large" })).toBeNull();
  expect(screen.getByText("Large")).toBeTruthy();
});

it("shows what the draft would say beside what was said, only where they differ", () => {
  const again = new Map([replayed(2, false), replayed(3, true)]);
  render(<Transcript rows={ROWS} turn={null} onTurn={() => undefined} replayed={again} />);
  expect(screen.getAllByText("On the draft")).toHaveLength(1);
  expect(screen.getByText("Good day!")).toBeTruthy();
  expect(screen.queryByText("Hungry?")).toBeNull();
  expect(screen.getByText("Hello!").closest(".msg")?.classList.contains("was")).toBe(true);
});
