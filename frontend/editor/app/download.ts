import { api } from "../api/client";

/** Saves what the server answers as a file on this device. */
export async function download(path: string, fallbackName: string): Promise<void> {
  const { blob, name } = await api.file(path);
  keepAs(blob, name ?? fallbackName);
}

/** Saves what this page has made as a file on this device. */
export function keepAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
