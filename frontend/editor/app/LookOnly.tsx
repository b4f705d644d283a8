/** For members who may look at a bot and not change it: controls are off, and one line says why. */
import type { ReactNode } from "react";
import { Banner } from "../../ui";
import { useSession } from "../api/queries";
import { useMay } from "../api/talk";
import { roleName } from "../pages/settings/roles";
import type { PlaceName } from "./places";
import { t } from "./words";

const DRAFT_PLACES: ReadonlySet<PlaceName> = new Set<PlaceName>(["flows", "understanding", "answers", "content", "stories", "tables", "settings", "versions"]);

/** Controls that change the draft: all of them off for those who may only look. Layout is that of the children. */
export function Editable({ may, children }: { may: boolean; children: ReactNode }) {
  if (may) return children;
  return (
    <fieldset className="lookonly" disabled>
      <legend className="sr">{t("lookOnlyShort")}</legend>
      {children}
    </fieldset>
  );
}

/** Says so on pages of the draft, with who can change it. */
export function LookOnlyNotice({ place }: { place: PlaceName }) {
  const may = useMay("editor");
  const role = useSession().data?.member?.role ?? "viewer";
  if (may || !DRAFT_PLACES.has(place)) return null;
  return (
    <div className="notices lookonlynotice">
      <Banner tone="info" icon="lock" title={t("lookOnly")}>
        {t("lookOnlyText", { role: roleName(role), editor: roleName("editor") })}
      </Banner>
    </div>
  );
}
