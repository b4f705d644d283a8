/** Unsent changes on this device, so that neither a reload nor a closed tab loses them. */
import type { Operation } from "./draftParts";
import { isObject } from "./json";

/** Operations that belong together: applied, refused and undone as one. */
export interface Change {
  readonly id: string;
  readonly operations: readonly Operation[];
  /** For people: "Changed the text of Welcome". */
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type KeyValue = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** A tab refreshes its record while it lives; background tabs do so once a minute at worst. */
const ORPHAN_AFTER_MS = 150_000;

function isOperation(value: unknown): value is Operation {
  return isObject(value) && typeof value["op"] === "string" && typeof value["part"] === "string" && typeof value["path"] === "string";
}

function isChange(value: unknown): value is Change {
  return isObject(value) && typeof value["id"] === "string" && Array.isArray(value["operations"]) && value["operations"].every(isOperation);
}

export class DraftKeep {
  readonly #storage: KeyValue | null;
  readonly #prefix: string;
  readonly #key: string;
  readonly #now: () => number;

  constructor(storage: KeyValue | null, slug: string, tab: string, now: () => number) {
    this.#storage = storage;
    this.#prefix = `botbuilder.draft.${slug}.`;
    this.#key = this.#prefix + tab;
    this.#now = now;
  }

  write(changes: readonly Change[]): void {
    try {
      if (changes.length === 0) this.#storage?.removeItem(this.#key);
      else this.#storage?.setItem(this.#key, JSON.stringify({ seen: this.#now(), changes }));
    } catch {
      // A full or forbidden storage: the changes stay in memory, as they were before.
    }
  }

  /** Changes of this tab and of tabs that are gone, oldest first; takes them over. */
  take(): Change[] {
    const found: Change[] = [];
    for (const key of this.#keys()) {
      const record = this.#read(key);
      if (record === null) continue;
      if (key !== this.#key && this.#now() - record.seen < ORPHAN_AFTER_MS) continue;
      found.push(...record.changes);
      if (key !== this.#key) this.#storage?.removeItem(key);
    }
    found.sort((a, b) => a.at - b.at);
    this.write(found);
    return found;
  }

  #keys(): string[] {
    const storage = this.#storage;
    if (storage === null) return [];
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
    return keys.filter((key) => key !== null).filter((key) => key.startsWith(this.#prefix));
  }

  #read(key: string): { seen: number; changes: Change[] } | null {
    try {
      const record: unknown = JSON.parse(this.#storage?.getItem(key) ?? "null");
      if (!isObject(record) || !Array.isArray(record["changes"])) return null;
      return { seen: Number(record["seen"] ?? 0), changes: record["changes"].filter(isChange) };
    } catch {
      return null;
    }
  }
}
