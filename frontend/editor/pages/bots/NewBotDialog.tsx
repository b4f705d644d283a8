import { useState, type FormEvent } from "react";
import { Button, Dialog, Select, TextField } from "../../../ui";
import * as i18n from "../../../ui/i18n";
import { ApiProblem } from "../../api/client";
import { useCreateBot } from "../../api/queries";
import type { Bot } from "../../api/types";
import { languageChoices } from "../../app/languages";
import { isSlug, slugOf } from "./slug";
import { t } from "./words";

/** Problems of the server on one field, or on none. */
function problemOf(error: Error | null, field: string): string | null {
  if (error === null) return null;
  if (!(error instanceof ApiProblem)) return field === "slug" ? error.message : null;
  const named = error.problems.find((problem) => problem.pointer.endsWith(`/${field}`));
  if (named !== undefined) return named.detail;
  const elsewhere = error.problems.length > 0 && !error.problems.every((problem) => !/\/(name|slug|language)$/.test(problem.pointer));
  return field === "slug" && !elsewhere ? error.message : null;
}

export function NewBotDialog({ onClose, onMade }: { onClose: () => void; onMade: (bot: Bot) => void }) {
  const create = useCreateBot();
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const [language, setLanguage] = useState<string>(i18n.language());
  const [tried, setTried] = useState(false);
  const slug = ownSlug ?? slugOf(name);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== "" && isSlug(slug)) create.mutate({ name: name.trim(), slug, language }, { onSuccess: onMade });
  }

  return (
    <Dialog
      title={t("newBot")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="new-bot" disabled={create.isPending}>
            {create.isPending ? t("creating") : t("create")}
          </Button>
        </>
      }
    >
      <form id="new-bot" className="form" onSubmit={submit} noValidate>
        <TextField
          label={t("name")}
          help={t("nameHelp")}
          value={name}
          maxLength={80}
          data-autofocus
          error={tried && name.trim() === "" ? t("nameMissing") : problemOf(create.error, "name")}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t("slug")}
          help={t("slugHelp", { slug: slug || "…" })}
          mono
          value={slug}
          maxLength={50}
          error={tried && name.trim() !== "" && !isSlug(slug) ? t("slugWrong") : problemOf(create.error, "slug")}
          onChange={(event) => setOwnSlug(event.target.value.toLowerCase())}
        />
        <Select label={t("language")} help={t("languageHelp")} choices={languageChoices()} value={language} onChoose={setLanguage} />
      </form>
    </Dialog>
  );
}
