import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../client";
import { DraftClient } from "../draftClient";
import { valueAt, type Operation } from "../draftParts";
import { FakeServer, MemoryStorage, PIZZA } from "./fakeServer";

const title = (value: string): Operation => ({ op: "set", part: "flow:order", path: "/title", value });
const message = (value: string): Operation => ({ op: "set", part: "flow:order", path: "/nodes/n1/steps/s1/config/message", value });
const example = (value: string): Operation => ({ op: "add", part: "intent:greet", path: "/examples/en/-", value });

let server: FakeServer;
let storage: MemoryStorage;
const clients: DraftClient[] = [];

function clientOf(tab: string): DraftClient {
  const client = new DraftClient("pizza", { transport: server.transport(tab), storage, tab, delay: 400 });
  clients.push(client);
  return client;
}

async function opened(tab = "mine"): Promise<DraftClient> {
  const client = clientOf(tab);
  await client.load();
  return client;
}

/** Lets time pass until everything that can go has gone. */
const settle = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);
const titleIn = (parts: DraftClient["snapshot"]["parts"]) => valueAt(parts.get("flow:order"), "/title");

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer(PIZZA);
  storage = new MemoryStorage();
});

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
  vi.useRealTimers();
});

describe("an edit", () => {
  it("shows at once, says saving, and is saved a moment later", async () => {
    const draft = await opened();
    draft.apply([title("Order")]);
    expect(titleIn(draft.snapshot.parts)).toBe("Order");
    expect(draft.status).toBe("saving");
    await settle();
    expect(draft.status).toBe("saved");
    expect(titleIn(server.parts)).toBe("Order");
    expect(draft.snapshot.revision).toBe(2);
  });

  it("joins keystrokes in one place into one request with one operation", async () => {
    const draft = await opened();
    for (const text of ["O", "Or", "Ord", "Order"]) draft.apply([title(text)]);
    await settle();
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toEqual([{ ...title("Order"), base: 1 }]);
  });

  it("sends what was typed during a request as the next one, on the new revision", async () => {
    const draft = await opened();
    let open = () => {};
    server.gate = new Promise((resolve) => (open = resolve));
    draft.apply([title("One")]);
    await settle();
    draft.apply([title("Two")]);
    server.gate = null;
    open();
    await settle();
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.[0]).toEqual({ ...title("Two"), base: 2 });
    expect(titleIn(server.parts)).toBe("Two");
  });

  it("comes back undone by what apply returned", async () => {
    const draft = await opened();
    const undo = draft.apply([{ op: "remove", part: "intent:greet", path: "" }]);
    await settle();
    draft.apply(undo);
    await settle();
    expect([...server.parts.keys()]).toContain("intent:greet");
    expect(server.parts.get("intent:greet")).toEqual(PIZZA["intents"] instanceof Array ? PIZZA["intents"][1] : null);
  });

  it("that does not fit throws and changes nothing", async () => {
    const draft = await opened();
    expect(() => draft.apply([{ op: "set", part: "flow:nowhere", path: "/title", value: "x" }])).toThrow("gone");
    expect(draft.status).toBe("saved");
  });
});

describe("without a network", () => {
  it("keeps every change, says offline, and sends by itself when the server is back", async () => {
    const draft = await opened();
    server.online = false;
    draft.apply([title("Offline")]);
    draft.apply([example("good evening")]);
    await settle();
    expect(draft.status).toBe("offline");
    expect(draft.snapshot.pending).toHaveLength(2);
    server.online = true;
    await settle(20_000);
    expect(draft.status).toBe("saved");
    expect(titleIn(server.parts)).toBe("Offline");
  });

  it("sends at once on retry, without waiting for the next try", async () => {
    const draft = await opened();
    server.online = false;
    draft.apply([title("Offline")]);
    await settle(30_000);
    server.online = true;
    draft.retry();
    await settle(1);
    expect(draft.status).toBe("saved");
  });

  it("loses nothing to a reload: the next visit of the tab sends it", async () => {
    const first = await opened();
    server.online = false;
    first.apply([title("Kept")]);
    await settle();
    first.dispose();
    server.online = true;
    const second = await opened();
    expect(titleIn(second.snapshot.parts)).toBe("Kept");
    await settle();
    expect(titleIn(server.parts)).toBe("Kept");
    expect(storage.length).toBe(0);
  });

  it("takes over what a closed tab left behind, but not what a living one still holds", async () => {
    const other = await opened("other-tab");
    server.online = false;
    other.apply([title("Theirs to send")]);
    await settle();
    server.online = true;
    const mine = await opened("mine");
    expect(mine.snapshot.pending).toHaveLength(0);
    server.online = false;
    other.dispose();
    await settle(200_000);
    server.online = true;
    await mine.load();
    await settle();
    expect(titleIn(server.parts)).toBe("Theirs to send");
  });
});

describe("colleagues", () => {
  it("appear in the draft as they save, under what is unsent here", async () => {
    const draft = await opened();
    draft.apply([example("good evening")]);
    draft.receive(server.byOther(title("By Jonas")));
    expect(titleIn(draft.snapshot.parts)).toBe("By Jonas");
    expect(valueAt(draft.snapshot.parts.get("intent:greet"), "/examples/en/2")).toBe("good evening");
    await settle();
    expect(draft.status).toBe("saved");
    expect(titleIn(server.parts)).toBe("By Jonas");
  });

  it("are not applied twice when their frame overtakes the answer to our own request", async () => {
    const draft = await opened();
    let open = () => {};
    server.gate = new Promise((resolve) => (open = resolve));
    draft.apply([example("one")]);
    await settle();
    const early = server.byOther({ op: "add", part: "intent:greet", path: "/examples/en/-", value: "two" });
    draft.receive(early);
    server.gate = null;
    open();
    await settle();
    draft.receive(early);
    expect(draft.snapshot.parts.get("intent:greet")).toEqual(server.parts.get("intent:greet"));
  });

  it("that we missed are fetched when the revision jumps", async () => {
    const draft = await opened();
    server.byOther(title("Missed"));
    draft.apply([example("good evening")]);
    await settle();
    expect(titleIn(draft.snapshot.parts)).toBe("Missed");
    expect(draft.snapshot.revision).toBe(server.revision);
  });
});

describe("the same text twice", () => {
  async function conflict(): Promise<DraftClient> {
    const draft = await opened();
    server.byOther(message("Ready to order?"));
    draft.apply([message("Shall I send it?")]);
    draft.apply([example("good evening")]);
    await settle();
    return draft;
  }

  it("stops with both texts and keeps everything", async () => {
    const draft = await conflict();
    expect(draft.status).toBe("conflict");
    expect(draft.snapshot.conflicts[0]).toMatchObject({ yours: "Shall I send it?", theirs: "Ready to order?" });
    expect(draft.snapshot.pending).toHaveLength(2);
  });

  it("keeps mine on request, and the rest of what I did", async () => {
    const draft = await conflict();
    await draft.resolve("mine");
    await settle();
    expect(draft.status).toBe("saved");
    expect(valueAt(server.parts.get("flow:order"), "/nodes/n1/steps/s1/config/message")).toBe("Shall I send it?");
    expect(valueAt(server.parts.get("intent:greet"), "/examples/en/2")).toBe("good evening");
  });

  it("keeps theirs on request, and the rest of what I did", async () => {
    const draft = await conflict();
    await draft.resolve("theirs");
    await settle();
    expect(valueAt(server.parts.get("flow:order"), "/nodes/n1/steps/s1/config/message")).toBe("Ready to order?");
    expect(valueAt(draft.snapshot.parts.get("flow:order"), "/nodes/n1/steps/s1/config/message")).toBe("Ready to order?");
    expect(valueAt(server.parts.get("intent:greet"), "/examples/en/2")).toBe("good evening");
  });

  it("asks, too, when the other text came over the live line while mine was unsent", async () => {
    const draft = await opened();
    draft.apply([message("Shall I send it?")]);
    draft.receive(server.byOther(message("Ready to order?")));
    expect(valueAt(draft.snapshot.parts.get("flow:order"), "/nodes/n1/steps/s1/config/message")).toBe("Shall I send it?");
    await settle();
    expect(draft.status).toBe("conflict");
  });
});

describe("a refusal", () => {
  it("takes out the change that does not fit and saves the others", async () => {
    const draft = await opened();
    server.refuse = (operations) =>
      operations.some((operation) => operation.path === "/title")
        ? new ApiProblem(422, { code: "invalid-operation", detail: "The title is too long." })
        : null;
    draft.apply([title("x".repeat(300))], { label: "Renamed" });
    draft.apply([example("good evening")]);
    await settle(3000);
    expect(draft.status).toBe("saved");
    expect(draft.snapshot.refused[0]?.problem.message).toBe("The title is too long.");
    expect(titleIn(draft.snapshot.parts)).toBe("Order a pizza");
    expect(valueAt(server.parts.get("intent:greet"), "/examples/en/2")).toBe("good evening");
  });

  it("of loading is told, and loading again works", async () => {
    server.online = false;
    const draft = await opened();
    expect(draft.snapshot).toMatchObject({ ready: false, problem: { code: "offline" } });
    server.online = true;
    await draft.load();
    expect(draft.snapshot.ready).toBe(true);
  });
});

describe("flush", () => {
  it("resolves once everything is on the server", async () => {
    const draft = await opened();
    draft.apply([title("Now")]);
    const done = draft.flush();
    await settle(1);
    await done;
    expect(titleIn(server.parts)).toBe("Now");
  });

  it("does not wait for ever while offline", async () => {
    const draft = await opened();
    server.online = false;
    draft.apply([title("Later")]);
    const done = draft.flush();
    await settle(1);
    await expect(done).resolves.toBeUndefined();
  });
});
