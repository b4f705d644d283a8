import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner, Button, Checkbox, Dialog, Select, Skeleton } from "../../../ui";
import { api, seg } from "../../api/client";
import type { Bot, ImportItem, Page } from "../../api/types";
import { languageName } from "../../app/dates";
import { download } from "../../app/download";
import { ReportItems } from "./ReportItems";
import { t } from "./words";

interface BotFormat {
  name: string;
  writes: boolean;
}

const TRANSLATION = "xliff";

/** What people call a format; a new one goes by the server's name for it. */
function formatTitle(name: string): string {
  switch (name) {
    case "native":
    case "folder":
    case "botpress":
    case "rasa":
    case "spreadsheet":
    case "xliff":
      return t(`format.${name}`);
    default:
      return name;
  }
}

function useFormats() {
  return useQuery({
    queryKey: ["formats"],
    queryFn: async () => (await api.get<Page<BotFormat>>("formats/")).data.results.filter((format) => format.writes),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the format cannot say of this draft, told before the file is made. */
function useLosses(slug: string, format: string, media: boolean) {
  return useQuery({
    queryKey: ["bots", slug, "export", format, media],
    queryFn: async () => {
      const query = new URLSearchParams({ format, report: "true", ...(media ? { media: "true" } : {}) });
      return (await api.get<{ items: ImportItem[] }>(`bots/${seg(slug)}/export/?${query.toString()}`)).data.items;
    },
  });
}

/** The draft as a file, in any format that can be written, with what gets lost on the way. */
export function ExportDialog({ bot, onClose }: { bot: Bot; onClose: () => void }) {
  const formats = useFormats();
  const others = bot.languages.filter((code) => code !== bot.default_language);
  const [format, setFormat] = useState("native");
  const [language, setLanguage] = useState(others[0] ?? "");
  const [media, setMedia] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const withMedia = format === "native" && media;
  const losses = useLosses(bot.slug, format, withMedia);
  const choices = (formats.data ?? [{ name: "native", writes: true }])
    .filter(({ name }) => name !== TRANSLATION || others.length > 0)
    .map(({ name }) => ({ value: name, title: formatTitle(name) }));

  async function save() {
    const pair = format === TRANSLATION ? { languages: `${bot.default_language}:${language}` } : {};
    const query = new URLSearchParams({ format, ...pair, ...(withMedia ? { media: "true" } : {}) });
    setBusy(true);
    setProblem(null);
    try {
      await download(`bots/${seg(bot.slug)}/export/?${query.toString()}`, `${bot.slug}.json`);
      if (losses.data?.length === 0) onClose();
    } catch (error) {
      setProblem(t("exportFailed", { name: bot.name, why: error instanceof Error ? error.message : "" }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t("exportTitle", { name: bot.name })}
      width="l"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button kind="primary" icon="download" disabled={busy} data-autofocus onClick={() => void save()}>
            {t("exportDo")}
          </Button>
        </>
      }
    >
      <div className="form">
        {problem !== null && <Banner tone="bad">{problem}</Banner>}
        <Select label={t("exportFormat")} value={format} choices={choices} onChoose={setFormat} />
        {format === TRANSLATION && (
          <Select
            label={t("exportInto", { language: languageName(bot.default_language) })}
            value={language}
            choices={others.map((code) => ({ value: code, title: languageName(code) }))}
            onChoose={setLanguage}
          />
        )}
        {format === "native" && <Checkbox label={t("exportMedia")} checked={media} onChange={setMedia} />}
      </div>
      {losses.isPending && <Skeleton rows={2} round={false} what={t("exportLooking")} />}
      {losses.data?.length === 0 && <p className="t2 exportnote">{t("exportWhole")}</p>}
      {losses.data !== undefined && losses.data.length > 0 && <ReportItems items={losses.data} bot={bot.slug} onOpen={onClose} />}
    </Dialog>
  );
}
