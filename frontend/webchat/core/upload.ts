/** Sends a file to the server, which keeps it and gives a token that goes into a message. */

import type { SentFile } from "../../protocol/messages.ts";

export interface Uploaded {
  file: SentFile;
  token: string;
}

/** `code` is the server's, or empty where it could not be reached. */
export class UploadError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export interface Upload {
  done: Promise<Uploaded>;
  cancel: () => void;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isUploaded(value: unknown): value is Uploaded {
  return typeof value === "object" && value !== null && "token" in value && "file" in value;
}

function codeOf(value: unknown): string {
  return typeof value === "object" && value !== null && "code" in value ? String(value.code) : "";
}

export function upload(address: string, token: string, file: File, progress: (share: number) => void): Upload {
  // XMLHttpRequest because fetch does not tell how far a request body has got.
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.open("POST", address);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = read(request.responseText);
      if (request.status === 201 && isUploaded(answer)) resolve(answer);
      else reject(new UploadError(codeOf(answer)));
    };
    request.onerror = () => reject(new UploadError(""));
    request.onabort = () => reject(new UploadError("cancelled"));
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
