// @vitest-environment jsdom
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame } from "../../protocol/chat.ts";
import { Session, type Wire } from "../core/session.ts";
import { Kept } from "../core/storage.ts";
import { labels } from "../labels/en.ts";
import type { Options, Theme } from "../options.ts";
import { App } from "./App.tsx";

const OPTIONS: Options = {
  bot: "pizza",
  server: "https://bots.example",
  mode: "widget",
  language: "en",
  theme: "auto",
  accent: "",
  dir: "",
  user: "",
  userJwt: "",
};

/** The far end of the socket: what the page sent, and what the server says. */
class FarEnd implements Wire {
  sent: ClientFrame[] = [];
  onopen: ((event: Event) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.onclose = null;
  }

  says(...frames: object[]): void {
    for (const frame of frames) this.onmessage?.(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }

  drops(): void {
    this.onclose?.(new CloseEvent("close"));
  }
}

class Page {
  readonly root = document.createElement("div");
  readonly lines: FarEnd[] = [];
  readonly session: Session;
  theme: Theme = "auto";
  closed = 0;
  isThere = true;

  constructor() {
    document.body.replaceChildren(this.root);
    const dial = (): Wire => {
      const line = new FarEnd();
      this.lines.push(line);
      return line;
    };
    this.session = new Session({
      kept: new Kept("pizza", OPTIONS.server),
      self: {},
      dial,
      isThere: () => Promise.resolve(this.isThere),
      onArrived: () => undefined,
    });
    this.session.start();
    this.draw();
  }

  get line(): FarEnd {
    const line = this.lines.at(-1);
    if (!line) throw new Error("not dialled");
    return line;
  }

  draw(): void {
    const setTheme = (theme: Theme): void => {
      this.theme = theme;
      this.draw();
    };
    const props = {
      session: this.session,
      options: OPTIONS,
      labels,
      isShown: true,
      theme: this.theme,
      setTheme,
      close: () => (this.closed += 1),
      spoken: "",
    };
    act(() => render(h(App, props), this.root));
  }

  welcome(...contents: object[]): void {
    const messages = contents.map((content, index) => ({ seq: index + 1, from: "bot", content }));
    act(() => {
      this.line.onopen?.(new Event("open"));
      this.line.says({
        type: "welcome",
        conversation: "c",
        token: "t",
        epoch: 1,
        reset: false,
        last_seq: messages.length,
        messages,
        bot: { slug: "pizza", name: "Pizza corner" },
      });
    });
  }

  says(...frames: object[]): void {
    act(() => this.line.says(...frames));
  }

  /** The line is cut, and the page has had its answer whether the bot is there. */
  async drops(): Promise<void> {
    await act(async () => {
      this.line.drops();
      await Promise.resolve();
      await Promise.resolve();
    });
  }

  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll("button")].find((button) =>
      [button.textContent?.trim(), button.getAttribute("aria-label")].includes(name),
    );
    if (!found) throw new Error(`no button ${name} in ${this.root.textContent}`);
    return found;
  }

  click(name: string): void {
    act(() => this.button(name).click());
  }

  type(text: string): void {
    const field = this.root.querySelector("textarea");
    if (!field) throw new Error("no field");
    act(() => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    act(() => void field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })));
  }

  bubbles(): string[] {
    return [...this.root.querySelectorAll(".msg:not(.typing)")].map((bubble) => bubble.textContent ?? "");
  }

  messagesSent(): ClientFrame[] {
    return this.lines.flatMap((line) => line.sent).filter((frame) => frame.type === "message");
  }
}

const choice = {
  type: "choice",
  text: "What size?",
  options: [
    { kind: "reply", title: "Small", value: "small", option: "s" },
    { kind: "reply", title: "Large", value: "large", option: "l" },
  ],
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
});

describe("a question with answers to tap", () => {
  it("sends the option and the question it belongs to, and takes the answers away", () => {
    const page = new Page();
    page.welcome({ type: "text", text: "Hello" }, choice);
    page.click("Large");
    expect(page.messagesSent()).toEqual([expect.objectContaining({ payload: { option: "l", seq: 2 } })]);
    expect(page.bubbles()).toEqual(["Hello", "What size?", "Large"]);
    expect(page.root.querySelectorAll(".reply")).toHaveLength(0);
  });

  it("may be answered in words instead", () => {
    const page = new Page();
    page.welcome(choice);
    page.type("the big one");
    expect(page.messagesSent()).toEqual([expect.objectContaining({ text: "the big one" })]);
    expect(page.root.querySelector("textarea")?.value).toBe("");
  });
});

describe("what does not get through", () => {
  it("is shown as not sent while the line is down, and once it is up, once", () => {
    const page = new Page();
    page.welcome();
    act(() => page.line.drops());
    page.type("a pizza");
    expect(page.root.textContent).toContain(labels.offline);
    page.click(labels.tryNow);
    page.welcome();
    const [sent] = page.messagesSent();
    page.says({ type: "ack", id: sent && "id" in sent ? sent.id : "", seq: 1 });
    expect(page.bubbles()).toEqual(["a pizza"]);
    expect(page.root.textContent).not.toContain(labels.offline);
  });

  it("for want of storage says so and stays", () => {
    const page = new Page();
    page.welcome();
    page.type("a pizza");
    const [sent] = page.messagesSent();
    page.says({ type: "error", code: "storage", detail: "", id: sent && "id" in sent ? sent.id : "" });
    expect(page.root.textContent).toContain(labels.unsaved);
    expect(page.bubbles()).toEqual(["a pizza"]);
  });

  it("for its length comes back into the field to be shortened", () => {
    const page = new Page();
    page.welcome();
    page.type("much too long");
    const [sent] = page.messagesSent();
    page.says({ type: "error", code: "too-large", detail: "", id: sent && "id" in sent ? sent.id : "" });
    page.click(labels.edit);
    expect(page.root.querySelector("textarea")?.value).toBe("much too long");
    expect(page.bubbles()).toEqual([]);
  });

  it("survives a reload of the page", () => {
    const page = new Page();
    page.welcome();
    page.type("a pizza");
    const [first] = page.messagesSent();
    page.session.stop();
    const reloaded = new Page();
    reloaded.welcome();
    expect(reloaded.messagesSent()).toEqual([first]);
  });

  it("because the bot is gone is said plainly", async () => {
    const page = new Page();
    page.isThere = false;
    await page.drops();
    expect(page.root.textContent).toContain(labels.gone);
  });

  it("because the network is gone is not blamed on the bot", async () => {
    const page = new Page();
    await page.drops();
    page.session.wake();
    await page.drops();
    expect(page.root.textContent).not.toContain(labels.gone);
    expect(page.root.textContent).toContain(labels.reconnecting);
  });
});

describe("what a bot says", () => {
  it("can be marked up but never be markup", () => {
    const page = new Page();
    page.welcome({
      type: "text",
      text: "**Hi** <img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://example.org)",
    });
    expect(page.root.querySelector(".msg strong")?.textContent).toBe("Hi");
    expect(page.root.querySelector(".msg img")).toBeNull();
    expect([...page.root.querySelectorAll(".msg a")].map((link) => link.getAttribute("href"))).toEqual([
      "https://example.org/",
    ]);
    expect(page.root.querySelector(".msg a")?.getAttribute("rel")).toBe("noopener noreferrer");
  });

  it("in a card shows its picture from the chat's own server, and its actions", () => {
    const page = new Page();
    const actions = [
      { kind: "reply", title: "Take it", option: "take" },
      { kind: "url", title: "Read on", url: "https://example.org" },
      { kind: "url", title: "Evil", url: "javascript:alert(1)" },
    ];
    page.welcome({
      type: "card",
      title: "Margherita",
      subtitle: "Basil",
      image: { url: "/m.png", alt: "A pizza" },
      actions,
    });
    expect(page.root.querySelector(".card img")?.getAttribute("src")).toBe("https://bots.example/m.png");
    expect(page.root.querySelector(".card a")?.getAttribute("href")).toBe("https://example.org/");
    expect(page.root.textContent).not.toContain("Evil");
    page.click("Take it");
    expect(page.messagesSent()).toEqual([expect.objectContaining({ payload: { option: "take", seq: 1 } })]);
  });

  it("in a form this chat does not know still shows its text", () => {
    const page = new Page();
    page.welcome(
      { type: "hologram", text: "Look at this" },
      { type: "native", fallback: { type: "text", text: "In words" } },
    );
    expect(page.bubbles()).toEqual(["Look at this", "In words"]);
  });
});

describe("starting again", () => {
  it("opens another conversation, and can be taken back", () => {
    const page = new Page();
    page.welcome({ type: "text", text: "Hello" });
    const before = page.session.link.identity;
    page.click(labels.menu);
    page.click(labels.restart);
    expect(page.bubbles()).toEqual([]);
    expect(page.session.link.identity.id).not.toBe(before.id);
    page.click(labels.undo);
    expect(page.session.link.identity).toEqual(before);
  });
});

describe("the dialog", () => {
  it("has a log that is spoken through a live region of its own, and closes with Escape", () => {
    const page = new Page();
    page.welcome({ type: "text", text: "Hello" });
    expect(page.root.querySelector("[role=log]")?.getAttribute("aria-live")).toBe("off");
    expect(page.root.querySelectorAll("[aria-live=polite]")).toHaveLength(1);
    expect(page.root.querySelector("[role=dialog]")?.getAttribute("aria-label")).toBe("Chat with Pizza corner");
    act(
      () =>
        void page.root
          .querySelector("textarea")
          ?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })),
    );
    expect(page.closed).toBe(1);
  });

  it("names the person who took over", () => {
    const page = new Page();
    page.welcome({ type: "text", text: "Hello" });
    page.says({ type: "handoff", state: "active", agent: "Giulia Rossi" });
    expect(page.root.textContent).toContain("Giulia Rossi is here");
    expect(page.root.querySelector("textarea")?.placeholder).toBe("Write to Giulia Rossi");
  });
});
