import { useState, type FormEvent } from "react";
import { Banner, Button, Dialog, Select, TextField } from "../../../ui";
import { useAddMember } from "../../api/queries";
import type { NewMember } from "../../api/types";
import { roleHelp, roleName, type RoleName } from "./roles";
import { CopyField } from "./CopyField";
import { t } from "./words";

export interface InviteDialogProps {
  /** Roles that whoever invites may give. */
  roles: readonly RoleName[];
  onClose: () => void;
  onAdded: (member: NewMember) => void;
}

/** A person by e-mail and role. */
export function InviteDialog({ roles, onClose, onAdded }: InviteDialogProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<RoleName>(roles.includes("editor") ? "editor" : "viewer");
  const [left, setLeft] = useState(false);
  const add = useAddMember();
  const wanted = email.trim();
  const fits = /^\S+@\S+\.\S+$/.test(wanted);
  function submit(event: FormEvent) {
    event.preventDefault();
    setLeft(true);
    if (fits) add.mutate({ email: wanted, role }, { onSuccess: onAdded });
  }
  return (
    <Dialog
      title={t("invite")}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="invite" disabled={add.isPending}>
            {t("inviteButton")}
          </Button>
        </>
      }
    >
      <form id="invite" className="form" noValidate onSubmit={submit}>
        <p className="t2">{t("inviteText")}</p>
        {add.error !== null && <Banner tone="bad">{add.error.message}</Banner>}
        <TextField
          label={t("email")}
          type="email"
          autoComplete="off"
          placeholder={t("emailPlaceholder")}
          maxLength={254}
          value={email}
          data-autofocus
          error={left && !fits ? t("badEmail") : null}
          onBlur={() => setLeft(wanted !== "")}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Select
          label={t("role")}
          help={roleHelp(role)}
          choices={roles.map((name) => ({ value: name, title: roleName(name) }))}
          value={role}
          onChoose={(value) => setRole(roles.find((name) => name === value) ?? role)}
        />
      </form>
    </Dialog>
  );
}

/** The one-time link, which no one sees again; or why there is none. */
export function LinkDialog({ member, onClose }: { member: NewMember; onClose: () => void }) {
  const { email, sign_in_link: link } = member;
  return (
    <Dialog
      title={t("invited", { who: email })}
      mustChoose
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t("gotIt")}
        </Button>
      }
    >
      <div className="form">
        {link === null ? <p className="t2">{t("noLink", { who: email })}</p> : <CopyField label={t("signInLink")} text={link} help={t("linkOnce")} />}
      </div>
    </Dialog>
  );
}
