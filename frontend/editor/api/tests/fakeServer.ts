/** A draft server in memory that keeps the rules of the real one: revisions, own tab, conflicts by place. */
import { ApiProblem } from "../client";
import { applyOperations, foldParts, overlaps, splitDocument, valueAt, type Operation, type Parts } from "../draftParts";
import type { DraftTransport } from "../draftTransport";
import type { JsonObject } from "../json";

interface Stored {
  revision: number;
  tab: string;
  operation: Operation;
}

export class FakeServer {
  parts: Parts;
  revision = 1;
  online = true;
  requests: (readonly Operation[])[] = [];
  /** When set, the next answer waits for it. */
  gate: Promise<void> | null = null;
  refuse: ((operations: readonly Operation[]) => ApiProblem | null) | null = null;
  readonly #stored: Stored[] = [];

  constructor(document: JsonObject) {
    this.parts = splitDocument(document);
  }

  /** Somebody else changes something. */
  byOther(operation: Operation): { revision: number; tab: string; operations: Operation[] } {
    this.#store([operation], "other");
    return { revision: this.revision, tab: "other", operations: [operation] };
  }

  transport(tab: string): DraftTransport {
    return {
      load: () => {
        this.#reach();
        return Promise.resolve({ document: foldParts(this.parts), revision: this.revision });
      },
      send: async (operations) => {
        this.#reach();
        this.requests.push(operations);
        if (this.gate !== null) await this.gate;
        const refusal = this.refuse?.(operations) ?? null;
        if (refusal !== null) throw refusal;
        this.#refuseConflicts(operations, tab);
        this.#store(operations, tab);
        return { revision: this.revision };
      },
    };
  }

  #reach(): void {
    if (!this.online) throw new ApiProblem(0, { code: "offline" });
  }

  #store(operations: readonly Operation[], tab: string): void {
    this.parts = applyOperations(this.parts, operations);
    this.revision += 1;
    this.#stored.push(...operations.map((operation) => ({ revision: this.revision, tab, operation })));
  }

  #refuseConflicts(operations: readonly Operation[], tab: string): void {
    const conflicts = operations.flatMap((operation, index) => {
      const hit = this.#stored.findLast(
        (entry) => entry.tab !== tab && entry.revision > (operation.base ?? 0) && overlaps(entry.operation, operation),
      );
      if (hit === undefined) return [];
      const theirs = valueAt(this.parts.get(operation.part), operation.path) ?? null;
      return [{ index, part: operation.part, path: operation.path, yours: operation.value ?? null, theirs, revision: hit.revision }];
    });
    if (conflicts.length > 0) throw new ApiProblem(409, { code: "conflict", title: "Conflict", conflicts });
  }
}

export class MemoryStorage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

export const PIZZA: JsonObject = {
  format: "botbuilder/bot",
  version: 1,
  name: "Pizza",
  languages: ["en", "fr"],
  default_language: "en",
  settings: {},
  variables: [{ name: "size", type: "text", entity: "size" }],
  entities: [{ name: "size", kind: "list", values: [{ value: "large" }, { value: "small" }] }],
  intents: [
    { name: "order_pizza", examples: { en: ["a [large](size) pizza", "a pizza please"] } },
    { name: "greet", examples: { en: ["hi", "hello there"] } },
  ],
  answers: [],
  content: [],
  stories: [],
  tests: [],
  flows: [
    {
      id: "order",
      title: "Order a pizza",
      triggers: [{ intent: "order_pizza" }],
      nodes: [
        {
          id: "n1",
          title: "Ask",
          x: 80,
          y: 120,
          steps: [
            { id: "s1", type: "say", config: { message: "Hello" } },
            { id: "s2", type: "end", config: {} },
          ],
        },
        { id: "n2", title: "Done", x: 400, y: 120, steps: [] },
      ],
      transitions: [],
    },
  ],
};
