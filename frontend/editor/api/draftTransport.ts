import { api, ApiProblem, seg } from "./client";
import type { Operation } from "./draftParts";
import { isObject, type Json, type JsonObject } from "./json";

/** Two people, one text: what the server refused to decide. */
export interface Conflict {
  /** Place in the request that was refused. */
  readonly index: number;
  readonly part: string;
  readonly path: string;
  readonly yours: Json;
  readonly theirs: Json;
  readonly revision: number;
  readonly actor?: string | undefined;
}

/** How a DraftClient reaches the server; tests and the editor socket may bring their own. */
export interface DraftTransport {
  load(): Promise<{ document: JsonObject; revision: number }>;
  /** Resolves with the new revision; rejects with ApiProblem (409 with conflicts, 422, status 0 offline). */
  send(operations: readonly Operation[]): Promise<{ revision: number }>;
}

export function restTransport(slug: string, tab: string): DraftTransport {
  const path = `bots/${seg(slug)}/draft/`;
  return {
    async load() {
      const answer = await api.get<JsonObject>(path);
      return { document: answer.data, revision: answer.revision ?? 0 };
    },
    async send(operations) {
      const wire: Json = operations.map((operation) => ({ ...operation }));
      const answer = await api.patch<{ revision: number }>(path, wire, { headers: { "X-BotBuilder-Tab": tab } });
      return { revision: answer.data.revision };
    },
  };
}

function isConflict(value: unknown): value is Conflict {
  return isObject(value) && typeof value["index"] === "number" && typeof value["part"] === "string" && typeof value["path"] === "string";
}

export function conflictsOf(problem: ApiProblem): Conflict[] {
  const list = problem.body["conflicts"];
  return Array.isArray(list) ? list.filter(isConflict) : [];
}
