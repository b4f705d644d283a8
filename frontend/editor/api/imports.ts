/** Bringing bots and tables in: what a spreadsheet holds, and the import itself. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { keys } from "./queries";
import type { ImportItem, ImportReport, Job } from "./types";

export interface SheetKind {
  kind: string;
  columns: { name: string; required: boolean }[];
  /** Has a column for each language besides. */
  per_language: boolean;
}

/** Numbers of columns, from 0: of our fields, and of texts by language. */
export interface SheetColumns {
  columns: Readonly<Record<string, number>>;
  languages: Readonly<Record<string, number>>;
}

export interface Sheet {
  name: string;
  /** What it seems to hold; null where its heads do not say. */
  kind: string | null;
  /** The first rows, cells cut short; the first of them may be the heads. */
  rows: string[][];
  count: number;
  more_columns: number;
  /** By kind. */
  guesses: Readonly<Record<string, SheetColumns>>;
}

export interface ImportPreview {
  sheets: Sheet[];
  more: number;
  kinds: SheetKind[];
  items: ImportItem[];
}

export interface ImportRequest {
  file: File;
  /** The bot it goes into; a new one without. */
  slug?: string | undefined;
  /** What the columns of sheets are, as JSON. */
  sheets?: string | undefined;
}

export async function previewImport(file: File): Promise<ImportPreview> {
  const form = new FormData();
  form.append("file", file);
  return (await api.post<ImportPreview>("bots/import/preview/", form)).data;
}

export function useImportBot() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, slug, sheets }: ImportRequest) => {
      const form = new FormData();
      form.append("file", file);
      if (slug !== undefined) form.append("slug", slug);
      if (sheets !== undefined) form.append("sheets", sheets);
      return (await api.post<ImportReport | Job>("bots/import/", form)).data;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.bots() }),
  });
}
