import { useState } from "react";
import { Avatar, Banner, Button, Icon, IconButton, Menu, Skeleton, Table, toast, type Column } from "../../../ui";
import { useMembers, useRemoveMember, useSession, useSetRole, useSignInLink } from "../../api/queries";
import { useMay } from "../../api/talk";
import type { Member, NewMember } from "../../api/types";
import { DeleteDialog } from "./DeleteDialog";
import { InviteDialog, LinkDialog } from "./InviteDialog";
import { roleName, rolesBelow } from "./roles";
import { t } from "./words";

function Person({ member, me }: { member: Member; me: string }) {
  return (
    <span className="row setperson">
      <Avatar name={member.name || member.email} />
      <span className="grow clip">
        {member.name !== "" && member.name !== member.email && <span className="strong">{member.name} </span>}
        <span className="t2">{member.email}</span>
        {member.email === me && <span className="t3"> ({t("you")})</span>}
      </span>
    </span>
  );
}

function RoleCell({ member, mine, changes }: { member: Member; mine: string; changes: boolean }) {
  const set = useSetRole();
  const roles = rolesBelow(mine);
  const { id } = member;
  if (!changes || id === undefined || !roles.some((role) => role === member.role)) return roleName(member.role);
  return (
    <span className="select setrole">
      <select
        className="input"
        aria-label={t("roleOf", { name: member.email })}
        value={member.role}
        disabled={set.isPending}
        onChange={(event) => set.mutate({ id, role: event.target.value }, { onError: (error) => toast(error.message) })}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </select>
      <Icon name="down" size="s" />
    </span>
  );
}

/** Who works here; admins invite, change roles and let people go. */
export function Members() {
  const members = useMembers();
  const session = useSession().data?.member;
  const admin = useMay("admin");
  const [inviting, setInviting] = useState(false);
  const [fresh, setFresh] = useState<NewMember | null>(null);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const mine = session?.role ?? "viewer";
  const me = session?.email ?? "";
  const columns: Column<Member>[] = [
    { key: "person", title: t("person"), cell: (member) => <Person member={member} me={me} /> },
    { key: "role", title: t("role"), width: 150, cell: (member) => <RoleCell member={member} mine={mine} changes={admin && member.email !== me} /> },
  ];
  if (admin) {
    columns.push({
      key: "more",
      title: "",
      label: t("actions"),
      width: 44,
      cell: (member) => (member.email === me ? null : <MemberMenu member={member} onLink={setFresh} onRemove={() => setLeaving(member)} />),
    });
  }
  return (
    <section className="setsection">
      <div className="row">
        <h2 className="grow">{t("members")}</h2>
        {admin && (
          <Button icon="add" onClick={() => setInviting(true)}>
            {t("invite")}
          </Button>
        )}
      </div>
      <p className="t2">
        {t("membersText")} {t("workspaceWide")}
      </p>
      {members.isPending && <Skeleton rows={3} />}
      {members.isError && <Banner tone="bad">{t("failed", { why: members.error.message })}</Banner>}
      {members.data !== undefined && (
        <div className="card">
          <Table label={t("members")} rows={members.data} rowKey={(member) => member.email} columns={columns} />
        </div>
      )}
      {inviting && (
        <InviteDialog
          roles={rolesBelow(mine)}
          onClose={() => setInviting(false)}
          onAdded={(member) => {
            setInviting(false);
            setFresh(member);
          }}
        />
      )}
      {fresh !== null && <LinkDialog member={fresh} onClose={() => setFresh(null)} />}
      {leaving !== null && <Leaving member={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

function MemberMenu({ member, onLink, onRemove }: { member: Member; onLink: (member: NewMember) => void; onRemove: () => void }) {
  const link = useSignInLink();
  const { id, email } = member;
  if (id === undefined) return null;
  return (
    <Menu
      label={t("memberMore", { name: email })}
      items={[
        { title: t("newLink"), icon: "key", onSelect: () => link.mutate(id, { onSuccess: onLink, onError: (error) => toast(error.message) }) },
        { title: t("removeMember"), icon: "delete", danger: true, separated: true, onSelect: onRemove },
      ]}
      button={(ties) => <IconButton icon="more" label={t("memberMore", { name: email })} {...ties} />}
    />
  );
}

function Leaving({ member, onClose }: { member: Member; onClose: () => void }) {
  const remove = useRemoveMember();
  return (
    <DeleteDialog
      title={t("removeMemberTitle", { name: member.email })}
      text={t("removeMemberText")}
      busy={remove.isPending}
      problem={remove.error?.message}
      onClose={onClose}
      onDelete={() => member.id !== undefined && remove.mutate(member.id, { onSuccess: onClose })}
    />
  );
}
