/** Reads back what the web chat keeps in the browser. Anything strange counts as nothing. */

export interface KeptIdentity {
  id: string;
  conversation?: string;
  token?: string;
  epoch?: number;
}

export interface KeptOutgoing {
  id: string;
  body: { text: string } | { payload: { option?: string; value?: string; seq?: number } };
  title: string;
  state: "sending" | "unsaved" | "failed";
  code?: string;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function readIdentity(text: string | null): KeptIdentity | null {
  const value = parsed(text) as Partial<KeptIdentity> | null;
  return typeof value?.id === "string" && value.id !== "" ? (value as KeptIdentity) : null;
}

function isOutgoing(value: unknown): value is KeptOutgoing {
  const entry = value as Partial<KeptOutgoing> | null;
  return typeof entry?.id === "string" && typeof entry.title === "string" && typeof entry.body === "object";
}

export function readOutbox(text: string | null): KeptOutgoing[] {
  const value = parsed(text);
  return Array.isArray(value) ? value.filter(isOutgoing) : [];
}
