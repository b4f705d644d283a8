import { describe, expect, it, vi } from "vitest";
import { events } from "./events.ts";

describe("listeners of a page", () => {
  it("hear what they asked for until they stop", () => {
    const { on, emit } = events();
    const heard: number[] = [];
    const stop = on("unread", ({ count }) => heard.push(count));
    emit("unread", { count: 1 });
    emit("open", undefined);
    stop();
    emit("unread", { count: 2 });
    expect(heard).toEqual([1]);
  });

  it("that throw stop nobody else", () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { on, emit } = events();
    const heard: string[] = [];
    on("open", () => {
      throw new Error("theirs");
    });
    on("open", () => heard.push("open"));
    emit("open", undefined);
    expect(heard).toEqual(["open"]);
    expect(log).toHaveBeenCalled();
  });
});
