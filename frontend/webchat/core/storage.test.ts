// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Kept, newId } from "./storage.ts";
import type { Identity, Outgoing } from "./link.ts";

const SERVER = "https://bots.example";
const entry: Outgoing = { id: "a", body: { text: "hi" }, title: "hi", state: "sending" };

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe("who the visitor is", () => {
  it("is made once and the same for every tab, for each bot and server apart", () => {
    const first = new Kept("pizza", SERVER).identity();
    expect(new Kept("pizza", SERVER).identity()).toEqual(first);
    expect(new Kept("bank", SERVER).identity()).not.toEqual(first);
    expect(new Kept("pizza", "https://other.example").identity()).not.toEqual(first);
  });

  it("is not to be guessed", () => {
    const ids = new Set(Array.from({ length: 200 }, newId));
    expect(ids.size).toBe(200);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it("keeps the conversation once it has begun", () => {
    const kept = new Kept("pizza", SERVER);
    const identity: Identity = { ...kept.identity(), conversation: "c", token: "t", epoch: 2 };
    kept.keepIdentity(identity);
    expect(new Kept("pizza", SERVER).identity()).toEqual(identity);
  });

  it.each(["", "null", "[]", "{", '{"id":""}', '{"id":7}', "7"])(
    "starts anew where the kept text is strange: %s",
    (text) => {
      localStorage.setItem(`botbuilder.chat.${SERVER}.pizza`, text);
      expect(new Kept("pizza", SERVER).identity().id).toMatch(/^[0-9a-f]{32}$/);
    },
  );

  it("is heard of when another tab changes it, and only then", () => {
    const heard: Identity[] = [];
    const kept = new Kept("pizza", SERVER);
    const stop = kept.watch((identity) => heard.push(identity));
    const tell = (key: string, newValue: string | null): boolean =>
      dispatchEvent(new StorageEvent("storage", { key, newValue }));
    tell(`botbuilder.chat.${SERVER}.pizza`, '{"id":"other"}');
    tell(`botbuilder.chat.${SERVER}.bank`, '{"id":"not mine"}');
    tell(`botbuilder.chat.${SERVER}.pizza`, null);
    stop();
    tell(`botbuilder.chat.${SERVER}.pizza`, '{"id":"too late"}');
    expect(heard).toEqual([{ id: "other" }]);
  });
});

describe("what was not acknowledged", () => {
  it("is there after a reload and gone when it is through", () => {
    const kept = new Kept("pizza", SERVER);
    kept.keepOutbox([entry]);
    expect(new Kept("pizza", SERVER).outbox()).toEqual([entry]);
    kept.keepOutbox([]);
    expect(new Kept("pizza", SERVER).outbox()).toEqual([]);
  });

  it.each(["{}", "[1, null, {}]", "[", '[{"id":"a"}]'])("is nothing where the kept text is strange: %s", (text) => {
    sessionStorage.setItem(`botbuilder.chat.${SERVER}.pizza`, text);
    expect(new Kept("pizza", SERVER).outbox()).toEqual([]);
  });
});

describe("a browser that refuses to keep anything", () => {
  it("still has a chat", () => {
    const refuse = (): never => {
      throw new DOMException("denied", "SecurityError");
    };
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(refuse);
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(refuse);
    const kept = new Kept("pizza", SERVER);
    expect(kept.identity().id).toMatch(/^[0-9a-f]{32}$/);
    expect(() => kept.keepOutbox([entry])).not.toThrow();
    expect(() => kept.keepUnread(3)).not.toThrow();
    expect(kept.outbox()).toEqual([]);
  });
});
