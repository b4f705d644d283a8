import { Link } from "wouter";
import { Icon, IconButton } from "../../../ui";
import type { Parts } from "../../api/draftParts";
import type { ConversationDetail, Handoff, Place } from "../../api/talkTypes";
import { conversationHref, flowHref } from "../../app/places";
import { flowIn, nodeIn } from "../../flow/document/model";
import { shown } from "../talk/names";
import { useDrawer } from "../talk/useDrawer";
import { t } from "./words";

const HIDDEN = "•••";

export interface ContextProps {
  slug: string;
  id: string;
  handoff: Handoff | undefined;
  conversation: ConversationDetail | undefined;
  parts: Parts;
  open: boolean;
  onClose: () => void;
}

function Stopped({ slug, place, parts }: { slug: string; place: Place | null; parts: Parts }) {
  if (place === null) return <p className="small t3">{t("notStopped")}</p>;
  const flow = flowIn(parts, place.flow);
  const node = nodeIn(flow, place.node)?.title || place.node;
  return (
    <Link className="card stopped" href={flowHref(slug, place.flow, { node: place.node, step: place.step })}>
      <Icon name="flow" size="s" />
      <span className="grow">{t("stoppedAt", { flow: flow?.title ?? place.flow, node })}</span>
      <Icon name="forward" size="s" />
    </Link>
  );
}

function Known({ conversation }: { conversation: ConversationDetail }) {
  const known = Object.entries(conversation.variables).filter(([, value]) => value !== null);
  if (known.length === 0) return <p className="small t3">{t("knowsNothing")}</p>;
  return (
    <dl className="kv">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt className="clip" title={name}>
            {name}
          </dt>
          <dd>
            {value === HIDDEN ? (
              <span className="row t2">
                <Icon name="lock" size="s" />
                {t("hidden")}
              </span>
            ) : (
              shown(value)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The sunken column of the inbox: what an agent should know before the first word. */
export function Context({ slug, id, handoff, conversation, parts, open, onClose }: ContextProps) {
  const close = useDrawer(open);
  return (
    <aside className="tr3" aria-label={t("showContext")} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div className="tr3head ctxclosehead">
        <span className="grow strong">{t("showContext")}</span>
        <IconButton ref={close} icon="close" label={t("closeContext")} onClick={onClose} />
      </div>
      {conversation !== undefined && (
        <div className="ctx">
          <section>
            <h3 className="label">{t("stopped")}</h3>
            <Stopped slug={slug} place={conversation.place} parts={parts} />
          </section>
          {handoff !== undefined && handoff.message !== "" && (
            <section>
              <h3 className="label">{t("told")}</h3>
              <p className="small t2">“{handoff.message}”</p>
            </section>
          )}
          <section>
            <h3 className="label">{t("knows")}</h3>
            <Known conversation={conversation} />
          </section>
          <Link className="small textlink sig" href={conversationHref(slug, id)}>
            {t("wholeConversation")}
          </Link>
        </div>
      )}
    </aside>
  );
}
