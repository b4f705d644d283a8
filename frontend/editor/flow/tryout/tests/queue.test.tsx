// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer, MemoryStorage } from "../../../api/tests/fakeServer";
import { DraftClient } from "../../../api/draftClient";
import { CATALOGUE } from "../../document/tests/sample";
import { EditorContext } from "../../store/context";
import { Editor } from "../../store/editor";
import { TryOutPanel } from "../TryOutPanel";
import { tryOutOf } from "../session";

const DOCUMENT = { name: "Corner", languages: ["en"], default_language: "en", flows: [], intents: [] };
const HELLO = { conversation: "c1", messages: [{ seq: 1, from: "bot", content: { type: "text", text: "Hello" } }], last_seq: 1, turns: [] };

/** A server that is as slow as the test wants: each request waits until it is let through. */
class Slow {
  readonly said: string[] = [];
  readonly ids: string[] = [];
  down = false;
  readonly #waiting: (() => void)[] = [];
  #seq = 1;

  readonly fetch = async (address: string, init: RequestInit): Promise<Response> => {
    if (address.endsWith("/session/")) return Response.json({ csrf: "x" });
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (address.endsWith("/tryout/")) return Response.json(HELLO);
    const { text, id }: { text: string; id: string } = JSON.parse(String(init.body));
    this.ids.push(id);
    if (this.down) return Response.json({ detail: "The server is busy." }, { status: 503 });
    this.said.push(text);
    this.#seq += 2;
    const answer = { seq: this.#seq, from: "bot", content: { type: "text", text: `You said ${text}` } };
    return Response.json({ conversation: "c1", messages: [answer], last_seq: this.#seq, turns: [] });
  };

  async answer(): Promise<void> {
    await vi.waitFor(() => expect(this.#waiting).not.toHaveLength(0));
    this.#waiting.shift()?.();
  }
}

let server: Slow;

function opened(): Editor {
  const draft = new DraftClient("corner", { transport: new FakeServer(DOCUMENT).transport("mine"), storage: new MemoryStorage(), tab: "mine" });
  const editor = new Editor(draft, CATALOGUE);
  render(
    <EditorContext value={editor}>
      <TryOutPanel />
    </EditorContext>,
  );
  return editor;
}

beforeEach(() => {
  server = new Slow();
  vi.stubGlobal("fetch", server.fetch);
  Element.prototype.scrollIntoView = () => undefined;
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("what is written before the conversation has begun", () => {
  it("stands in the log at once and is sent, in order, when the conversation is there", async () => {
    const editor = opened();
    void tryOutOf(editor).start();
    const field = screen.getByRole("textbox", { name: "Write as a visitor" });
    await userEvent.type(field, "a pizza{Enter}large{Enter}");
    expect(field).toHaveProperty("value", "");
    expect(screen.getAllByText("waits to be sent")).toHaveLength(2);
    expect(server.said).toEqual([]);

    await server.answer(); // the conversation
    await server.answer(); // "a pizza"
    await screen.findByText("You said a pizza");
    await server.answer(); // "large"
    await screen.findByText("You said large");
    expect(server.said).toEqual(["a pizza", "large"]);
    expect(screen.queryByText("waits to be sent")).toBeNull();
  });

  it("waits where the server did not take it, and is the same message when it is sent again", async () => {
    const session = tryOutOf(opened());
    void session.start();
    await server.answer();
    await screen.findByText("Hello");
    server.down = true;
    void session.say("a pizza");
    await server.answer();
    await screen.findByText("The server is busy.");
    expect(screen.getAllByText("waits to be sent")).toHaveLength(1);
    server.down = false;
    await userEvent.click(screen.getByRole("button", { name: "Send it again" }));
    await server.answer();
    await screen.findByText("You said a pizza");
    expect(server.said).toEqual(["a pizza"]);
    expect(new Set(server.ids).size).toBe(1);
  });

  it("is not said again in a conversation that is begun anew on purpose", async () => {
    const session = tryOutOf(opened());
    void session.start();
    await server.answer();
    await screen.findByText("Hello");
    void session.say("a pizza");
    void session.say("large");
    void session.start();
    expect(session.state.queued).toEqual([]);
  });
});
