import { useMemo } from "react";
import { Banner, Button, IconButton, Skeleton, toast } from "../../../ui";
import type { Parts } from "../../api/draftParts";
import { useConversation, useHappened, useLineUp, useResolve, useSaid, useTakeOver } from "../../api/talk";
import type { ConversationDetail, Handoff } from "../../api/talkTypes";
import { languageName } from "../../app/dates";
import { visitorTitle } from "../talk/names";
import { rowsOf } from "../talk/rows";
import { Transcript } from "../talk/Transcript";
import { channelName, t as shared } from "../talk/words";
import { Composer } from "./Composer";
import { Context } from "./Context";
import { Refused } from "./Refused";
import { t } from "./words";

export interface TalkViewProps {
  slug: string;
  id: string;
  me: string;
  /** Its place in the queue, while it has one. */
  handoff: Handoff | undefined;
  parts: Parts;
  onBack: () => void;
  /** What the bot knows lies over the talk, where the page is narrow. */
  context: boolean;
  onContext: (shown: boolean) => void;
}

/** The talk with one visitor: take over, answer, give back. */
export function TalkView({ slug, id, me, handoff, parts, context, onBack, onContext }: TalkViewProps) {
  // The live line tells of conversations that agents have or should have, and of no others.
  const follow = useLineUp(slug) && handoff !== undefined ? "line" : "ask";
  const conversation = useConversation(slug, id, follow);
  const said = useSaid(slug, id, follow);
  const happened = useHappened(slug, id, follow);
  const takeOver = useTakeOver(slug, id);
  const resolve = useResolve(slug, id);
  const rows = useMemo(
    () => (said.data !== undefined && happened.data !== undefined ? rowsOf(happened.data, said.data) : null),
    [said.data, happened.data],
  );
  const mine = handoff?.state === "taken" && handoff.agent === me;
  const name = visitorTitle(id, conversation.data?.visitor ?? null);
  const failed = said.error ?? happened.error;
  const again = () => {
    void said.refetch();
    void happened.refetch();
  };
  return (
    <>
      <section className="tx" aria-label={name}>
        <div className="txh">
          <IconButton icon="back" label={shared("backToList")} className="txback" onClick={onBack} />
          <div className="grow">
            <h2 className="strong clip plain">{name}</h2>
            <div className="small t3 clip">{conversation.data === undefined ? "" : facts(conversation.data)}</div>
          </div>
          <Button size="s" className="ctxopen" onClick={() => onContext(true)}>
            {t("showContext")}
          </Button>
          {mine ? (
            <Button
              size="s"
              kind="primary"
              icon="check"
              title={t("resolveHelp")}
              disabled={resolve.isPending}
              onClick={() => resolve.mutate(null, { onSuccess: () => toast(t("resolved")) })}
            >
              {t("resolve")}
            </Button>
          ) : (
            <Button
              size="s"
              kind="primary"
              icon="hand"
              title={t("takeOverText")}
              disabled={takeOver.isPending || conversation.data === undefined || handoff?.state === "taken"}
              onClick={() => takeOver.mutate(handoff?.control ?? conversation.data?.control ?? 0)}
            >
              {t("takeOver")}
            </Button>
          )}
        </div>
        <Standing me={me} handoff={handoff} conversation={conversation.data} />
        <Refused error={takeOver.error ?? resolve.error} handoff={handoff} me={me} />
        {failed !== null && (
          <div className="notices">
            <Banner
              tone="bad"
              title={t("oneFailed")}
              action={
                <Button size="s" onClick={again}>
                  {t("again")}
                </Button>
              }
            >
              {failed.message}
            </Banner>
          </div>
        )}
        {rows === null && failed === null && <Skeleton rows={5} round={false} height={52} />}
        {rows !== null && <Transcript rows={rows} turn={null} follow agent label={name} />}
        {mine && <Composer slug={slug} id={id} name={name} handoff={handoff} />}
      </section>
      <Context slug={slug} id={id} handoff={handoff} conversation={conversation.data} parts={parts} open={context} onClose={() => onContext(false)} />
    </>
  );
}

function facts(conversation: ConversationDetail): string {
  const language = conversation.language === "" ? [] : [languageName(conversation.language)];
  return [channelName(conversation.channel), ...language].join(", ");
}

/** Who answers this visitor, in one line. */
function Standing({ me, handoff, conversation }: { me: string; handoff: Handoff | undefined; conversation: ConversationDetail | undefined }) {
  if (conversation === undefined) return null;
  const agent = handoff?.state === "taken" ? handoff.agent : null;
  if (agent === me) return <p className="standing mine">{t("answering")}</p>;
  if (agent !== null) return <p className="standing">{t("othersAnswer", { who: agent })}</p>;
  if (handoff === undefined) return <p className="standing">{conversation.handoff === null ? t("notAsked") : t("over")}</p>;
  return null;
}
