import { Avatar, Banner, Skeleton, Table } from "../../../ui";
import { useMembers } from "../../api/queries";
import { t } from "./words";

type RoleName = "owner" | "admin" | "editor" | "agent" | "viewer";
const ROLES: readonly RoleName[] = ["owner", "admin", "editor", "agent", "viewer"];

/** A role in words; one that is new to this page stands as the server names it. */
export function roleName(role: string): string {
  const known = ROLES.find((name) => name === role);
  return known === undefined ? role : t(known);
}

export function Members() {
  const members = useMembers();
  return (
    <section className="setsection">
      <h2>{t("members")}</h2>
      <p className="t2">
        {t("membersText")} {t("workspaceWide")}
      </p>
      {members.isPending && <Skeleton rows={3} />}
      {members.isError && <Banner tone="bad">{t("failed", { why: members.error.message })}</Banner>}
      {members.data !== undefined && (
        <div className="card">
          <Table
            label={t("members")}
            rows={members.data}
            rowKey={(member) => member.email}
            columns={[
              {
                key: "person",
                title: t("person"),
                cell: (member) => (
                  <span className="row setperson">
                    <Avatar name={member.name || member.email} />
                    <span className="grow clip">
                      {member.name !== "" && member.name !== member.email && <span className="strong">{member.name} </span>}
                      <span className="t2">{member.email}</span>
                    </span>
                  </span>
                ),
              },
              { key: "role", title: t("role"), width: 140, cell: (member) => roleName(member.role) },
            ]}
          />
        </div>
      )}
    </section>
  );
}
