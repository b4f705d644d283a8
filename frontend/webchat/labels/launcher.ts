/** The two labels of the launcher, in every language at once: they are needed before the chat is loaded. */

interface LauncherLabels {
  open: string;
  unread: string;
}

const en: LauncherLabels = { open: "Open chat", unread: "{count} new" };
const OTHERS: Readonly<Record<string, LauncherLabels>> = {
  fr: { open: "Ouvrir la discussion", unread: "{count} non lus" },
  de: { open: "Chat öffnen", unread: "{count} neu" },
  es: { open: "Abrir el chat", unread: "{count} sin leer" },
  it: { open: "Apri la chat", unread: "{count} da leggere" },
  pt: { open: "Abrir a conversa", unread: "{count} por ler" },
  nl: { open: "Chat openen", unread: "{count} nieuw" },
};

export function labels(language: string): LauncherLabels {
  return OTHERS[language.slice(0, 2).toLowerCase()] ?? en;
}
