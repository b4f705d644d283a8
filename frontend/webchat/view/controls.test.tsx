// @vitest-environment jsdom
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { Action, ChoiceMessage, Payload, RequestMessage, SentFile } from "../../protocol/messages.ts";
import { UploadError, type Upload } from "../core/upload.ts";
import { labels } from "../labels/en.ts";
import { Control } from "./controls.tsx";
import { Chat } from "./context.ts";

type Sent = { title: string; payload?: Payload; files?: SentFile[] | undefined; option?: string | undefined };

/** One control on a page, and what it has sent. */
class Page {
  readonly root = document.createElement("div");
  readonly sent: Sent[] = [];
  uploads: File[] = [];
  refuses = "";

  constructor(content: ChoiceMessage | RequestMessage) {
    document.body.replaceChildren(this.root);
    const value = {
      labels,
      base: "https://bots.example",
      language: "en-GB",
      tap: (action: Action, seq: number) => this.sent.push({ title: action.title, option: action.option, payload: { seq } }),
      send: (title: string, payload: Payload, files?: SentFile[]) => this.sent.push({ title, payload, files }),
      upload: (file: File) => this.upload(file),
    };
    act(() => render(h(Chat.Provider, { value, children: h(Control, { content, seq: 7 }) }), this.root));
  }

  private upload(file: File): Upload {
    this.uploads.push(file);
    const kept = { url: `/kept/${file.name}`, name: file.name, mime: file.type, size: file.size };
    const done = this.refuses
      ? Promise.reject(new UploadError(this.refuses))
      : Promise.resolve({ file: kept, token: `token of ${file.name}` });
    return { done, cancel: () => undefined };
  }

  all<Element extends HTMLElement>(selector: string): Element[] {
    return [...this.root.querySelectorAll<Element>(selector)];
  }

  one<Element extends HTMLElement>(selector: string): Element {
    const [found] = this.all<Element>(selector);
    if (!found) throw new Error(`no ${selector} in ${this.root.innerHTML}`);
    return found;
  }

  click(selector: string, at = 0): void {
    act(() => this.all(selector)[at]?.click());
  }

  change(field: HTMLInputElement | HTMLSelectElement, value: string): void {
    act(() => {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  async choose(...files: File[]): Promise<void> {
    const field = this.one<HTMLInputElement>("input[type=file]");
    Object.defineProperty(field, "files", { value: files, configurable: true });
    await act(async () => {
      field.dispatchEvent(new Event("change", { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
  }
}

const options: Action[] = ["Olives", "Ham", "Mushrooms"].map((title, at) => ({
  kind: "reply",
  title,
  value: title,
  option: `o${at}`,
}));
const choice = (more: Partial<ChoiceMessage>): ChoiceMessage => ({ type: "choice", text: "Which?", options, ...more });
const request = (more: Partial<RequestMessage>): RequestMessage => ({ type: "request", what: "date", text: "When?", ...more });

beforeEach(() => document.body.replaceChildren());

describe("a dropdown", () => {
  it("sends what was picked as a tap on that option, and nothing before", () => {
    const page = new Page(choice({ style: "dropdown", placeholder: "Pick one" }));
    const select = page.one<HTMLSelectElement>("select");
    expect(select.getAttribute("aria-label")).toBe("Which?");
    expect(page.one<HTMLButtonElement>(".go").disabled).toBe(true);
    expect(select.selectedOptions[0]?.textContent).toBe("Pick one");
    page.change(select, "o1");
    page.click(".go");
    expect(page.sent).toEqual([{ title: "Ham", option: "o1", payload: { seq: 7 } }]);
  });
});

describe("several options", () => {
  it("go out together, in the order of the list", () => {
    const page = new Page(choice({ multiple: true, style: "list" }));
    page.click("input", 2);
    page.click("input", 0);
    page.click(".go");
    expect(page.sent).toEqual([{ title: "Olives, Mushrooms", payload: { options: ["o0", "o2"], seq: 7 }, files: undefined }]);
  });

  it("keep to their limits", () => {
    const page = new Page(choice({ multiple: true, style: "list", min: 1, max: 2 }));
    expect(page.one<HTMLButtonElement>(".go").disabled).toBe(true);
    page.click("input", 0);
    page.click("input", 1);
    expect(page.all<HTMLInputElement>("input").map((box) => box.disabled)).toEqual([false, false, true]);
    page.click("input", 0);
    expect(page.all<HTMLInputElement>("input").map((box) => box.disabled)).toEqual([false, false, false]);
  });

  it("may be none at all", () => {
    const page = new Page(choice({ multiple: true, style: "list" }));
    page.click(".go");
    expect(page.sent[0]?.payload).toEqual({ options: [], seq: 7 });
  });

  it("fold up, and then tell how many were chosen", () => {
    const page = new Page(choice({ multiple: true, style: "dropdown" }));
    expect(page.one("summary").textContent).toBe(labels.choose);
    page.click("input", 1);
    expect(page.one("summary").textContent).toBe("1 chosen");
    expect(page.one("legend").textContent).toBe("Which?");
  });
});

describe("a rating", () => {
  const marks: Action[] = [1, 2, 3].map((mark) => ({ kind: "reply", title: String(mark), option: String(mark) }));

  it.each(["stars", "faces", "numbers"] as const)("in %s says each mark to those who do not see it", (look) => {
    const page = new Page({ type: "choice", style: "rating", text: "How was it?", options: marks, look, low: "Bad", high: "Good" });
    expect(page.all("button").map((button) => button.getAttribute("aria-label"))).toEqual(["1 of 3", "2 of 3", "3 of 3"]);
    expect(page.one("[role=group]").getAttribute("aria-label")).toBe("How was it?");
    expect(page.one(".ends").textContent).toBe("BadGood");
    page.click("button", 1);
    expect(page.sent).toEqual([{ title: "2", option: "2", payload: { seq: 7 } }]);
  });
});

describe("a day", () => {
  it("is sent the same in every language and shown in the visitor's", () => {
    const page = new Page(request({ min: "2026-01-01", max: "2026-12-31" }));
    const field = page.one<HTMLInputElement>("input[type=date]");
    expect([field.min, field.max]).toEqual(["2026-01-01", "2026-12-31"]);
    page.change(field, "2026-12-24");
    page.click(".go");
    expect(page.sent).toEqual([{ title: "24 December 2026", payload: { value: "2026-12-24", seq: 7 }, files: undefined }]);
  });

  it("may have a time", () => {
    const page = new Page(request({ what: "datetime", max: "2026-12-31" }));
    const field = page.one<HTMLInputElement>("input[type=datetime-local]");
    expect(field.max).toBe("2026-12-31T23:59");
    expect(page.one("label").textContent).toBe(labels.dayAndTime);
  });

  it("of a kind this chat does not know leaves the words", () => {
    expect(new Page(request({ what: "fingerprint" })).root.innerHTML).toBe("");
  });
});

describe("a file", () => {
  const photo = new File(["x"], "photo.png", { type: "image/png" });

  it("is kept by the server, and its token is the answer", async () => {
    const page = new Page(request({ what: "file", accept: ["image/"], most: 1 }));
    expect(page.one<HTMLInputElement>("input").accept).toBe("image/*");
    await page.choose(photo, new File(["y"], "second.png"));
    const kept = { url: "/kept/photo.png", name: "photo.png", mime: "image/png", size: 1 };
    expect(page.sent).toEqual([{ title: "photo.png", payload: { files: ["token of photo.png"], seq: 7 }, files: [kept] }]);
  });

  it("that is not taken says why, and another may follow", async () => {
    const page = new Page(request({ what: "file" }));
    page.refuses = "file-type";
    await page.choose(new File(["x"], "setup.exe"));
    expect(page.one("[role=alert]").textContent).toBe("setup.exe is of a kind that is not taken.");
    expect(page.sent).toEqual([]);
    page.refuses = "";
    await page.choose(photo);
    expect(page.sent).toHaveLength(1);
  });

  it("that is too large is not even sent", async () => {
    const page = new Page(request({ what: "file" }));
    const large = new File(["x"], "film.mp4");
    Object.defineProperty(large, "size", { value: 11 * 1024 * 1024 });
    await page.choose(large);
    expect(page.uploads).toEqual([]);
    expect(page.one("[role=alert]").textContent).toBe("film.mp4 is too large: 10 MB at most.");
  });
});
