import { t } from "./words";

export type RoleName = "owner" | "admin" | "editor" | "agent" | "viewer";

/** From the most to the least. */
export const ROLES: readonly RoleName[] = ["owner", "admin", "editor", "agent", "viewer"];

function known(role: string): RoleName | undefined {
  return ROLES.find((name) => name === role);
}

/** A role in words; one that is new to this page stands as the server names it. */
export function roleName(role: string): string {
  const name = known(role);
  return name === undefined ? role : t(name);
}

/** What a role may do. */
export function roleHelp(role: RoleName): string {
  switch (role) {
    case "owner":
      return t("roleHelpOwner");
    case "admin":
      return t("roleHelpAdmin");
    case "editor":
      return t("roleHelpEditor");
    case "agent":
      return t("roleHelpAgent");
    case "viewer":
      return t("roleHelpViewer");
  }
}

/** Roles that somebody of this role may give: none above their own. */
export function rolesBelow(mine: string): readonly RoleName[] {
  const at = ROLES.findIndex((name) => name === mine);
  return at < 0 ? [] : ROLES.slice(at);
}
