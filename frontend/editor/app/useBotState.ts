import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useDraft } from "../api/bench";
import { keys, useBot } from "../api/queries";

const SETTLE_MS = 600;

/** The bot as the server sees it (training, live version), asked again once edits have been saved. */
export function useBotState(slug: string) {
  const client = useQueryClient();
  const bot = useBot(slug);
  const { snapshot } = useDraft(slug);
  const stale = bot.data !== undefined && snapshot.ready && snapshot.revision > bot.data.draft_revision;
  useEffect(() => {
    if (!stale) return undefined;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: keys.bot(slug), exact: true }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [client, slug, stale, snapshot.revision]);
  return bot;
}
