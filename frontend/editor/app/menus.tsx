/** Theme, account and bot switch: the same in the sidebar, the rail and the bars. */
import { useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { Avatar, Emblem, Icon, IconButton, Menu, type MenuItem } from "../../ui";
import { language, LANGUAGES, setLanguage } from "../../ui/i18n";
import { setTheme, subscribeTheme, theme, type Theme } from "../../ui/theme";
import { t as words } from "../../ui/words";
import { useBot, useBots, useSession, useSignOut } from "../api/queries";
import { languageName } from "./dates";
import { BOTS, placeHref, SIGN_IN, type PlaceName } from "./places";
import { t } from "./words";

const THEMES: readonly Theme[] = ["light", "dark", "auto"];

export function ThemeMenu() {
  const chosen = useSyncExternalStore(subscribeTheme, theme, theme);
  const icon = chosen === "dark" ? "moon" : chosen === "light" ? "sun" : "system";
  const items = THEMES.map((entry): MenuItem => ({ title: words(entry), checked: entry === chosen, onSelect: () => setTheme(entry) }));
  return <Menu label={words("theme")} items={items} button={(ties) => <IconButton icon={icon} label={words("theme")} {...ties} />} />;
}

/** Who is signed in: language of the studio, operator pages, sign out. `named` shows the name, for the sidebar. */
export function AccountMenu({ named = false }: { named?: boolean }) {
  const session = useSession().data;
  const signOut = useSignOut();
  const member = session?.member;
  if (member === null || member === undefined) return null;
  const name = member.name || member.email;
  const items: MenuItem[] = LANGUAGES.map((code): MenuItem => ({
    title: languageName(code),
    checked: code === language(),
    onSelect: () => setLanguage(code === "fr" ? "fr" : "en"),
  }));
  items.push({ title: t("operator"), icon: "open", separated: true, onSelect: () => window.location.assign("/admin/") });
  items.push({
    title: t("signOut"),
    icon: "signout",
    // A fresh page forgets drafts and answers of the one who leaves.
    onSelect: () => signOut.mutate(undefined, { onSuccess: () => window.location.assign(SIGN_IN) }),
  });
  const head = (
    <div className="menuhead">
      <div className="strong clip">{name}</div>
      <div className="small t3 clip">{member.email}</div>
    </div>
  );
  return (
    <Menu
      label={t("account", { name })}
      items={items}
      head={head}
      align={named ? "start" : "end"}
      button={(ties) => (
        <button type="button" className={named ? "account named" : "account"} aria-label={t("account", { name })} {...ties}>
          <Avatar name={name} size={named ? "s" : "m"} />
          {named && <span className="clip label-text">{name}</span>}
        </button>
      )}
    />
  );
}

/** Emblem and name of the bot; opens the list of bots, staying on the same kind of page. */
export function BotSwitch({ slug, place, className = "who" }: { slug: string; place: PlaceName; className?: string }) {
  const bot = useBot(slug).data;
  const bots = useBots().data ?? [];
  const [, go] = useLocation();
  const name = bot?.name ?? slug;
  const items: MenuItem[] = bots.slice(0, 12).map((entry) => ({
    title: entry.name,
    checked: entry.slug === slug,
    onSelect: () => go(placeHref(entry.slug, place)),
  }));
  items.push({ title: t("allBots"), icon: "all", separated: true, onSelect: () => go(BOTS) });
  return (
    <Menu
      label={t("switchBot", { name })}
      items={items}
      align="start"
      button={(ties) => (
        <button type="button" className={className} aria-label={t("switchBot", { name })} {...ties}>
          <Emblem emblem={bot?.emblem} name={name} />
          <span className="strong grow clip label-text">{name}</span>
          <Icon name="down" size="s" className="t3 label-text" />
        </button>
      )}
    />
  );
}
