/** The one way to the REST API: session cookie, CSRF header, problems as `ApiProblem`. */
import { isObject, type Json } from "./json";

export interface ProblemAt {
  pointer: string;
  code: string;
  detail: string;
}

/** An answer that is not 2xx (RFC 9457), or none at all (`status` 0, code `offline`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly problems: readonly ProblemAt[];
  /** Everything the server sent, for answers that carry more (findings, conflicts, current). */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    const title = text(body["title"]);
    const detail = text(body["detail"]);
    super(detail || title || `HTTP ${String(status)}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = text(body["code"]) || (status === 0 ? "offline" : `http-${String(status)}`);
    this.title = title;
    this.detail = detail;
    this.body = body;
    this.problems = Array.isArray(body["problems"]) ? body["problems"].filter(isProblemAt) : [];
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isProblemAt(value: unknown): value is ProblemAt {
  return isObject(value) && typeof value["pointer"] === "string" && typeof value["detail"] === "string";
}

export interface Answer<T> {
  data: T;
  status: number;
  /** Revision from the ETag, where there is one. */
  revision: number | null;
}

export interface RequestOptions {
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

const ROOT = "/api/v1/";
const FREE_OF_CSRF = new Set(["GET", "HEAD"]);
const signedOut = new Set<() => void>();
let csrf: string | null = null;

/** Called when the server no longer knows us; the shell then shows the sign-in page. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export function setCsrf(token: string | null): void {
  csrf = token;
}

async function csrfToken(): Promise<string> {
  if (csrf !== null) return csrf;
  const response = await reach("session/", { credentials: "same-origin", headers: { Accept: "application/json" } });
  const body: unknown = response.ok ? await response.json() : null;
  csrf = isObject(body) ? text(body["csrf"]) : "";
  return csrf;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(ROOT + path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem(0, { code: "offline", title: "The server did not answer." });
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  let body: unknown = null;
  try {
    body = await response.json();
  } catch {
    // A proxy may answer in HTML; the status says enough.
  }
  return new ApiProblem(response.status, isObject(body) ? body : {});
}

async function send(
  method: string,
  path: string,
  content: Json | FormData | undefined,
  options: RequestOptions,
  again = true,
): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  if (!FREE_OF_CSRF.has(method)) headers["X-CSRFToken"] = await csrfToken();
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (options.signal !== undefined) init.signal = options.signal;
  if (content instanceof FormData) init.body = content;
  else if (content !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(content);
  }
  const response = await reach(path, init);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 403 && again && /csrf/i.test(problem.code + problem.detail)) {
    csrf = null;
    return send(method, path, content, options, false);
  }
  const noSession = problem.code === "not-authenticated" || problem.code === "not_authenticated";
  if ((response.status === 401 || noSession) && !path.startsWith("session/")) {
    csrf = null;
    for (const listener of signedOut) listener();
  }
  throw problem;
}

async function request<T>(method: string, path: string, content: Json | FormData | undefined, options: RequestOptions): Promise<Answer<T>> {
  const response = await send(method, path, content, options);
  const tag = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get("ETag") ?? "");
  const body = await response.text();
  // The contract of the endpoint says what T is; the server's own tests hold it to that.
  const data: T = body === "" ? null : JSON.parse(body);
  return { data, status: response.status, revision: tag?.[1] === undefined ? null : Number(tag[1]) };
}

/** Paths are relative to `/api/v1/` and end with a slash. */
export const api = {
  get: <T>(path: string, options: RequestOptions = {}) => request<T>("GET", path, undefined, options),
  post: <T>(path: string, content?: Json | FormData, options: RequestOptions = {}) => request<T>("POST", path, content, options),
  patch: <T>(path: string, content: Json, options: RequestOptions = {}) => request<T>("PATCH", path, content, options),
  put: <T>(path: string, content: Json, options: RequestOptions = {}) => request<T>("PUT", path, content, options),
  delete: <T = null>(path: string, options: RequestOptions = {}) => request<T>("DELETE", path, undefined, options),
  /** A file and the name the server gives it. */
  file: async (path: string): Promise<{ blob: Blob; name: string | null }> => {
    const response = await send("GET", path, undefined, { headers: { Accept: "*/*" } });
    const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "");
    return { blob: await response.blob(), name: name?.[1] ?? null };
  },
};

/** One segment of a path, safe for names people made up. */
export function seg(value: string): string {
  return encodeURIComponent(value);
}
