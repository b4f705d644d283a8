import { api } from "../api/client";

/** Saves what the server answers as a file on this device. */
export async function download(path: string, fallbackName: string): Promise<void> {
  const { blob, name } = await api.file(path);
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name ?? fallbackName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
