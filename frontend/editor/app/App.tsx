import { QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ComponentType, type ReactNode } from "react";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { EmptyState, Skeleton, ToastHost } from "../../ui";
import { language, subscribeLanguage } from "../../ui/i18n";
import { onSignedOut } from "../api/client";
import { keys, makeQueryClient, useBot, useSession } from "../api/queries";
import { BotsPage } from "../pages/bots/BotsPage";
import { SignInPage } from "../pages/sign-in/SignInPage";
import { ErrorBoundary } from "./ErrorBoundary";
import { BOTS, SIGN_IN, type PlaceName } from "./places";
import { t } from "./words";

const FlowEditorPage = lazy(() => import("../flow/FlowEditorPage"));
const UnderstandingPage = lazy(async () => ({ default: (await import("../pages/understanding/UnderstandingPage")).UnderstandingPage }));
const AnswersPage = lazy(async () => ({ default: (await import("../pages/answers/AnswersPage")).AnswersPage }));
const ContentPage = lazy(async () => ({ default: (await import("../pages/content/ContentPage")).ContentPage }));
const StoriesPage = lazy(async () => ({ default: (await import("../pages/stories/StoriesPage")).StoriesPage }));
const TablesPage = lazy(async () => ({ default: (await import("../pages/tables/TablesPage")).TablesPage }));
const ConversationsPage = lazy(async () => ({ default: (await import("../pages/conversations/ConversationsPage")).ConversationsPage }));
const InboxPage = lazy(async () => ({ default: (await import("../pages/inbox/InboxPage")).InboxPage }));
const VersionsPage = lazy(async () => ({ default: (await import("../pages/versions/VersionsPage")).VersionsPage }));
const SettingsPage = lazy(async () => ({ default: (await import("../pages/settings/SettingsPage")).SettingsPage }));

/** Pages of a bot that need nothing but to know which. */
const PAGES: readonly (readonly [PlaceName, ComponentType<{ slug: string }>])[] = [
  ["understanding", UnderstandingPage],
  ["answers", AnswersPage],
  ["content", ContentPage],
  ["stories", StoriesPage],
  ["tables", TablesPage],
  ["conversations", ConversationsPage],
  ["inbox", InboxPage],
  ["versions", VersionsPage],
  ["settings", SettingsPage],
];

function NotFound({ title }: { title: string }) {
  return (
    <main className="alone">
      <EmptyState
        title={title}
        drawing="cut"
        alone
        actions={
          <Link className="btn" href={BOTS}>
            {t("toBots")}
          </Link>
        }
      >
        {t("notFoundText")}
      </EmptyState>
    </main>
  );
}

/** Lets members in; everybody else goes to the sign-in page and comes back afterwards. */
function Members({ children }: { children: ReactNode }) {
  const session = useSession();
  const client = useQueryClient();
  const [place, go] = useLocation();
  const out = session.data !== undefined && session.data.member === null;
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: keys.session() })), [client]);
  useEffect(() => {
    if (out) go(`${SIGN_IN}?next=${encodeURIComponent(place + window.location.search)}`, { replace: true });
  }, [out, go, place]);
  if (session.data?.member) return children;
  return <main className="alone">{session.isError ? <NotFound title={t("loadFailed")} /> : <Skeleton rows={4} />}</main>;
}

/** A page of a bot, once we know that the bot is there. */
function OfBot({ slug, children }: { slug: string; children: ReactNode }) {
  const bot = useBot(slug);
  const { error } = bot;
  if (bot.data === undefined && error !== null && "status" in error && error.status === 404) return <NotFound title={t("noBot")} />;
  return (
    <Suspense
      fallback={
        <main className="alone">
          <Skeleton rows={6} />
        </main>
      }
    >
      {children}
    </Suspense>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/studio">
        <BotsPage />
      </Route>
      <Route path="/studio/:slug">{({ slug }) => <Redirect to={`/studio/${slug}/flows`} replace />}</Route>
      <Route path="/studio/:slug/flows/:flow?">
        {({ slug, flow }) => (
          <OfBot slug={slug}>
            {flow === undefined ? (
              <FlowEditorPage key={slug} slug={slug} />
            ) : (
              <FlowEditorPage key={slug} slug={slug} flow={decodeURIComponent(flow)} />
            )}
          </OfBot>
        )}
      </Route>
      {PAGES.map(([place, Page]) => (
        <Route key={place} path={`/studio/:slug/${place}`}>
          {({ slug = "" }) => (
            <OfBot slug={slug}>
              <Page key={slug} slug={slug} />
            </OfBot>
          )}
        </Route>
      ))}
      <Route>
        <NotFound title={t("notFound")} />
      </Route>
    </Switch>
  );
}

export function App() {
  const [client] = useState(makeQueryClient);
  // Words are read while rendering: another language is another tree.
  const lang = useSyncExternalStore(subscribeLanguage, language);
  return (
    <QueryClientProvider client={client}>
      <ErrorBoundary key={lang}>
        <Switch>
          <Route path="/sign-in">
            <SignInPage />
          </Route>
          <Route>
            <Members>
              <Pages />
            </Members>
          </Route>
        </Switch>
        <ToastHost />
      </ErrorBoundary>
    </QueryClientProvider>
  );
}
