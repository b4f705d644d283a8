/** The frames of the studio: workspace pages, bot pages with a sidebar, and the pieces of the flow editor's own frame. */
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Count, Icon, Mark, Tooltip } from "../../ui";
import { useSession } from "../api/queries";
import { useHandoffLine, useHandoffs } from "../api/talk";
import { ConflictDialog, DraftNotices } from "./DraftNotices";
import { LookOnlyNotice } from "./LookOnly";
import { AccountMenu, BotSwitch, ThemeMenu } from "./menus";
import { BOTS, placeHref, PLACES, type PlaceGroup, type PlaceName } from "./places";
import { t } from "./words";

function SkipLink() {
  return (
    <a className="skip" href="#content">
      {t("skip")}
    </a>
  );
}

/** Workspace pages: a bar and one column. */
export function WorkspaceShell({ children }: { children: ReactNode }) {
  const workspace = useSession().data?.workspace;
  return (
    <div className="ws">
      <SkipLink />
      <TopBar>
        <Mark />
        <span className="strong clip">{workspace?.name ?? "BotBuilder"}</span>
        <nav className="wnav" aria-label={t("workspace")}>
          <Link href={BOTS} aria-current="page">
            {t("bots")}
          </Link>
        </nav>
        <span className="grow" />
        <ThemeMenu />
        <AccountMenu />
      </TopBar>
      <main className="wbody" id="content">
        {children}
      </main>
    </div>
  );
}

/** How many visitors wait for a person, beside the inbox. */
function WaitingCount({ slug, pip = false }: { slug: string; pip?: boolean }) {
  useHandoffLine(slug);
  const waiting = useHandoffs(slug).data?.filter((handoff) => handoff.state === "waiting").length ?? 0;
  if (waiting === 0) return null;
  if (pip) return <span className="pip" role="img" aria-label={t("waiting", { count: waiting })} />;
  return (
    <>
      <Count tone="sig">{waiting}</Count>
      <span className="sr">{t("waiting", { count: waiting })}</span>
    </>
  );
}

function PlaceLinks({ slug, current, group }: { slug: string; current: PlaceName; group: PlaceGroup }) {
  return PLACES.filter((place) => place.group === group).map((place) => (
    <Link
      key={place.name}
      href={placeHref(slug, place.name)}
      aria-current={place.name === current ? "page" : undefined}
      title={t(place.name)}
    >
      <Icon name={place.icon} />
      <span className="label-text">{t(place.name)}</span>
      {place.name === "inbox" && <WaitingCount slug={slug} />}
    </Link>
  ));
}

export interface BotShellProps {
  slug: string;
  current: PlaceName;
  title: string;
  /** Views of the page, right of its title. */
  views?: ReactNode;
  /** Right end of the head; one primary button at most. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Bot pages: sidebar and head. Below 1024 px the sidebar becomes a rail. */
export function BotShell({ slug, current, title, views, actions, children }: BotShellProps) {
  return (
    <div className="app botapp">
      <SkipLink />
      <aside className="side">
        <BotSwitch slug={slug} place={current} />
        <nav aria-label={t("bot")}>
          <PlaceLinks slug={slug} current={current} group="build" />
          <p className="gl label-text">{t("run")}</p>
          <PlaceLinks slug={slug} current={current} group="run" />
          <p className="gl label-text">{t("ship")}</p>
          <PlaceLinks slug={slug} current={current} group="ship" />
        </nav>
        <div className="grow" />
        <nav aria-label={t("workspace")}>
          <Link href={BOTS} title={t("allBots")}>
            <Icon name="all" />
            <span className="label-text">{t("allBots")}</span>
          </Link>
        </nav>
        <div className="sidefoot">
          <AccountMenu named />
          <ThemeMenu />
        </div>
      </aside>
      <main className="main" id="content">
        <div className="head">
          <h1>{title}</h1>
          {views}
          <div className="grow" />
          {actions}
        </div>
        <LookOnlyNotice place={current} />
        <DraftNotices slug={slug} />
        {children}
      </main>
      <ConflictDialog slug={slug} />
    </div>
  );
}

/** The narrow column of places at the left of the flow editor. */
export function AppRail({ slug, current }: { slug: string; current: PlaceName }) {
  return (
    <nav className="rail" aria-label={t("bot")}>
      <Tooltip label={t("allBots")}>
        <Link href={BOTS} aria-label={t("allBots")} className="home">
          <Mark />
        </Link>
      </Tooltip>
      {PLACES.map((place, index) => (
        <span key={place.name} className="railslot">
          {index > 0 && PLACES[index - 1]?.group !== place.group && <hr />}
          <Tooltip label={t(place.name)}>
            <Link href={placeHref(slug, place.name)} aria-label={t(place.name)} aria-current={place.name === current ? "page" : undefined}>
              <Icon name={place.icon} />
              {place.name === "inbox" && <WaitingCount slug={slug} pip />}
            </Link>
          </Tooltip>
        </span>
      ))}
      <span className="grow" />
      <ThemeMenu />
      <AccountMenu />
    </nav>
  );
}

/** A bar of 48 px; what stands in it is the page's business. */
export function TopBar({ children }: { children: ReactNode }) {
  return <header className="topbar">{children}</header>;
}
