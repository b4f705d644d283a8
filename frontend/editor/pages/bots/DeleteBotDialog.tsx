import { useState } from "react";
import { Button, Dialog, TextField, toast } from "../../../ui";
import { useDeleteBot } from "../../api/queries";
import type { Bot } from "../../api/types";
import { t } from "./words";

/** There is no undo for this one, so the question names the bot and asks for its address. */
export function DeleteBotDialog({ bot, onClose, onDeleted }: { bot: Bot; onClose: () => void; onDeleted?: () => void }) {
  const remove = useDeleteBot();
  const [typed, setTyped] = useState("");
  const sure = typed.trim() === bot.slug;
  function go() {
    if (!sure) return;
    remove.mutate(bot.slug, {
      onSuccess: () => {
        toast(t("deleted", { name: bot.name }));
        onClose();
        onDeleted?.();
      },
    });
  }
  return (
    <Dialog
      title={t("deleteTitle", { name: bot.name })}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" disabled={!sure || remove.isPending} onClick={go}>
            {remove.isPending ? t("deleting") : t("delete")}
          </Button>
        </>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <p className="t2">{t("deleteText", { name: bot.name })}</p>
        <TextField
          label={t("deleteType", { slug: bot.slug })}
          mono
          value={typed}
          error={remove.error?.message}
          data-autofocus
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
