import { useState, type FormEvent } from "react";
import { Banner, Button, Dialog, IconButton, Skeleton, Table, TextField, toast } from "../../../ui";
import { useDeleteSecret, useSecrets, useSetSecret } from "../../api/queries";
import { useMay } from "../../api/talk";
import type { Secret } from "../../api/types";
import { when } from "../../app/dates";
import { DeleteDialog } from "./DeleteDialog";
import { t } from "./words";

export function Secrets() {
  const admin = useMay("admin");
  const may = useMay("editor");
  const secrets = useSecrets(may);
  const remove = useDeleteSecret();
  const [editing, setEditing] = useState<{ name: string | null } | null>(null);
  const [deleting, setDeleting] = useState<string | null>(null);
  const rows = secrets.data ?? [];
  return (
    <section className="setsection">
      <div className="row">
        <h2 className="grow">{t("secrets")}</h2>
        <Button icon="add" disabled={!admin} title={admin ? undefined : t("needsAdmin")} onClick={() => setEditing({ name: null })}>
          {t("newSecret")}
        </Button>
      </div>
      <p className="t2">
        {t("secretsText", { example: "{{ secret.shop_key }}" })} {t("workspaceWide")}
      </p>
      {may && secrets.isPending && <Skeleton rows={2} round={false} />}
      {!may && <p className="t3">{t("secretsNotYours")}</p>}
      {may && secrets.isError && <Banner tone="bad">{t("failed", { why: secrets.error.message })}</Banner>}
      {secrets.data?.length === 0 && <p className="t3">{t("noSecrets")}</p>}
      {rows.length > 0 && <SecretTable rows={rows} admin={admin} onReplace={(name) => setEditing({ name })} onDelete={setDeleting} />}
      {editing !== null && <SecretDialog name={editing.name} onClose={() => setEditing(null)} />}
      {deleting !== null && (
        <DeleteDialog
          title={t("deleteSecretTitle", { name: deleting })}
          text={t("deleteSecretText")}
          busy={remove.isPending}
          problem={remove.error?.message}
          onClose={() => setDeleting(null)}
          onDelete={() => remove.mutate(deleting, { onSuccess: () => setDeleting(null) })}
        />
      )}
    </section>
  );
}

interface SecretTableProps {
  rows: readonly Secret[];
  admin: boolean;
  onReplace: (name: string) => void;
  onDelete: (name: string) => void;
}

function SecretTable({ rows, admin, onReplace, onDelete }: SecretTableProps) {
  const actions = ({ name }: Secret) => (
    <span className="row setactions">
      <Button size="s" aria-label={t("replaceSecret", { name })} onClick={() => onReplace(name)}>
        {t("replace")}
      </Button>
      <IconButton icon="delete" label={t("deleteSecret", { name })} onClick={() => onDelete(name)} />
    </span>
  );
  return (
    <div className="card">
      <Table
        label={t("secrets")}
        rows={rows}
        rowKey={(secret) => secret.name}
        columns={[
          { key: "name", title: t("secretName"), cell: (secret) => <span className="mono">{secret.name}</span> },
          { key: "when", title: t("changedWhen"), width: 140, cell: (secret) => <span className="t2">{when(secret.updated_at)}</span> },
          ...(admin ? [{ key: "actions", title: "", label: t("actions"), width: 150, right: true, cell: actions }] : []),
        ]}
      />
    </div>
  );
}

/** A new secret, or another value for `name`. The old value cannot be shown: nobody can read it. */
function SecretDialog({ name, onClose }: { name: string | null; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [value, setValue] = useState("");
  const [tried, setTried] = useState(false);
  const save = useSetSecret();
  const wanted = name ?? typed.trim();
  const named = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(wanted);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!named || value === "") return;
    save.mutate(
      { name: wanted, value, exists: name !== null },
      {
        onSuccess: () => {
          toast(t("secretSaved", { name: wanted }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      title={name === null ? t("newSecret") : t("replaceSecret", { name })}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="secret-form" disabled={save.isPending}>
            {t("saveSecret")}
          </Button>
        </>
      }
    >
      <form id="secret-form" className="form" onSubmit={submit} noValidate autoComplete="off">
        {name === null && <SecretName text={typed} wrong={tried && !named} onText={setTyped} />}
        <TextField
          label={t("secretValue")}
          type="password"
          autoComplete="new-password"
          maxLength={8192}
          value={value}
          error={tried && value === "" ? t("secretValueMissing") : save.error?.message}
          onChange={(event) => setValue(event.target.value)}
        />
      </form>
    </Dialog>
  );
}

function SecretName({ text, wrong, onText }: { text: string; wrong: boolean; onText: (text: string) => void }) {
  return (
    <TextField
      label={t("secretName")}
      help={t("secretNameHelp", { name: text.trim() || "…" })}
      mono
      maxLength={64}
      value={text}
      data-autofocus
      error={wrong ? t("secretNameWrong") : null}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
