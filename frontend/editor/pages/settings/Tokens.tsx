import { useState, type FormEvent } from "react";
import { Banner, Button, Dialog, IconButton, Skeleton, Table, TextField, toast } from "../../../ui";
import { useCreateToken, useDeleteToken, useSession, useTokens } from "../../api/queries";
import type { NewToken, Token } from "../../api/types";
import { when } from "../../app/dates";
import { DeleteDialog } from "./DeleteDialog";
import { roleName } from "./roles";
import { t } from "./words";

export function Tokens() {
  const tokens = useTokens();
  const remove = useDeleteToken();
  const [making, setMaking] = useState(false);
  const [fresh, setFresh] = useState<NewToken | null>(null);
  const [deleting, setDeleting] = useState<Token | null>(null);
  const rows = tokens.data ?? [];
  return (
    <section className="setsection">
      <div className="row">
        <h2 className="grow">{t("tokens")}</h2>
        <Button icon="add" onClick={() => setMaking(true)}>
          {t("newToken")}
        </Button>
      </div>
      <p className="t2">
        {t("tokensText")} {t("workspaceWide")}
      </p>
      {tokens.isPending && <Skeleton rows={2} round={false} />}
      {tokens.isError && <Banner tone="bad">{t("failed", { why: tokens.error.message })}</Banner>}
      {tokens.data?.length === 0 && <p className="t3">{t("noTokens")}</p>}
      {rows.length > 0 && <TokenTable rows={rows} onDelete={setDeleting} />}
      {making && (
        <NewTokenDialog
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false);
            setFresh(token);
          }}
        />
      )}
      {fresh !== null && <ShowOnce token={fresh.token} onClose={() => setFresh(null)} />}
      {deleting !== null && (
        <DeleteDialog
          title={t("deleteTokenTitle", { name: deleting.name || deleting.prefix })}
          text={t("deleteTokenText")}
          busy={remove.isPending}
          problem={remove.error?.message}
          onClose={() => setDeleting(null)}
          onDelete={() => remove.mutate(deleting.id, { onSuccess: () => setDeleting(null) })}
        />
      )}
    </section>
  );
}

function TokenTable({ rows, onDelete }: { rows: readonly Token[]; onDelete: (token: Token) => void }) {
  const remove = (token: Token) => (
    <IconButton icon="delete" label={t("deleteToken", { name: token.name || token.prefix })} onClick={() => onDelete(token)} />
  );
  return (
    <div className="card">
      <Table
        label={t("tokens")}
        rows={rows}
        rowKey={(token) => String(token.id)}
        columns={[
          { key: "name", title: t("tokenName"), cell: (token) => token.name || <span className="t3">{t("unnamed")}</span> },
          { key: "prefix", title: t("begins"), width: 150, cell: (token) => <span className="mono">{token.prefix}…</span> },
          { key: "role", title: t("role"), width: 110, wide: true, cell: (token) => roleName(token.role) },
          {
            key: "used",
            title: t("lastUsed"),
            width: 120,
            wide: true,
            cell: (token) => (token.last_used_at === null ? t("never") : when(token.last_used_at)),
          },
          { key: "delete", title: "", label: t("actions"), width: 52, cell: remove },
        ]}
      />
    </div>
  );
}

function NewTokenDialog({ onClose, onMade }: { onClose: () => void; onMade: (token: NewToken) => void }) {
  const [name, setName] = useState("");
  const create = useCreateToken();
  const role = useSession().data?.member?.role ?? "editor";
  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate({ name: name.trim(), role }, { onSuccess: onMade });
  }
  return (
    <Dialog
      title={t("newToken")}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="new-token" disabled={create.isPending}>
            {t("createToken")}
          </Button>
        </>
      }
    >
      <form id="new-token" className="form" onSubmit={submit}>
        <TextField
          label={t("tokenName")}
          placeholder={t("tokenNamePlaceholder")}
          maxLength={120}
          value={name}
          data-autofocus
          error={create.error?.message}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

function ShowOnce({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Dialog
      title={t("tokenMade")}
      mustChoose
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t("gotIt")}
        </Button>
      }
    >
      <div className="form">
        <p className="t2">{t("tokenOnce")}</p>
        <div className="row">
          <input
            className="input mono"
            readOnly
            aria-label={t("token")}
            value={token}
            data-autofocus
            onFocus={(event) => event.target.select()}
          />
          <Button icon="copy" onClick={() => void navigator.clipboard.writeText(token).then(() => toast(t("copied")))}>
            {t("copy")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
