// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { dress, readableOn } from "./theme.ts";

describe("the accent of a page", () => {
  it.each([
    ["#ffffff", "#14110c"],
    ["#ffd400", "#14110c"],
    ["#000000", "#ffffff"],
    ["#a83a22", "#ffffff"],
    ["#0044cc", "#ffffff"],
  ])("%s carries text in %s", (accent, text) => {
    expect(readableOn(accent)).toBe(text);
  });

  it.each(["", "red", "#fff", "#12345g", "#000000;background:url(x)"])("that is no colour is ignored: %s", (accent) => {
    const host = document.createElement("div");
    dress(host, "auto", accent);
    expect(host.getAttribute("style")).toBeNull();
  });

  it("is hung on the host with the theme", () => {
    const host = document.createElement("div");
    dress(host, "dark", "#a83a22");
    expect(host.dataset["theme"]).toBe("dark");
    expect(host.style.getPropertyValue("--on-accent")).toBe("#ffffff");
    dress(host, "auto", "#a83a22");
    expect(host.dataset["theme"]).toBeUndefined();
  });
});
