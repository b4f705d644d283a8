import { useState } from "react";
import { Button, Checkbox, IconButton, type Anchor } from "../../../../ui";
import type { Acceptance, LearningState, UnsureGroup } from "../../../api/learning";
import { when } from "../../../app/dates";
import { decimal } from "../evaluation/reading";
import { idsOf, isPart, isWhole, suggestionOf, type Rewritten } from "./chosen";
import { Wording } from "./Wording";
import { t } from "./words";

export interface GroupRowProps {
  slug: string;
  group: UnsureGroup;
  state: LearningState;
  may: boolean;
  busy: boolean;
  chosen: ReadonlySet<number>;
  onChoose: (ids: readonly number[], on: boolean) => void;
  rewritten: Rewritten;
  /** The sentence is to be added in other words; the first id of its wording says which. */
  onRewrite: (id: number, text: string) => void;
  onAccept: (acceptance: Acceptance) => void;
  onPick: (anchor: Anchor, group: UnsureGroup) => void;
  onIgnore: (ids: readonly number[]) => void;
  onWaitAgain: (ids: readonly number[]) => void;
}

/** Sentences that mean about the same: one press adds them where they seem to belong. */
export function GroupRow(props: GroupRowProps) {
  const { slug, group, state, may, chosen, rewritten, onChoose, onRewrite } = props;
  const [open, setOpen] = useState(false);
  const ids = idsOf(group.utterances);
  const reasons = [...new Set(group.utterances.map((one) => one.reason))];
  return (
    <li className={isPart(group, chosen) ? "lngroup on" : "lngroup"}>
      <div className="lnline">
        {may && state === "waiting" && (
          <Checkbox label={<span className="sr">{t("choose", { text: group.text })}</span>} checked={isWhole(group, chosen)} onChange={(on) => onChoose(ids, on)} />
        )}
        <IconButton icon={open ? "down" : "forward"} label={t("show", { text: group.text })} aria-expanded={open} onClick={() => setOpen(!open)} />
        <div className="grow lntext">
          <p className="strong">{headline(group, rewritten)}</p>
          <p className="small t3">
            {state === "waiting" && <span className={reasons.includes("fallback") ? "warn" : "t2"}>{reasons.map((reason) => t(`reason.${reason}`)).join(", ")} · </span>}
            {t("said", { count: group.count })}
            {group.utterances.length > 1 && `, ${t("wordings", { count: group.utterances.length })}`}
            {group.decided !== null && ` · ${decidedText(group.decided)}`}
          </p>
        </div>
        {may && <Actions {...props} ids={ids} />}
      </div>
      {open && (
        <ul className="lnwordings">
          {group.utterances.map((one) => (
            <Wording
              key={one.ids[0]}
              slug={slug}
              utterance={one}
              may={may && state === "waiting"}
              chosen={chosen}
              rewritten={one.ids[0] === undefined ? undefined : rewritten.get(one.ids[0])}
              onChoose={onChoose}
              onRewrite={onRewrite}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function decidedText(decided: NonNullable<UnsureGroup["decided"]>): string {
  const by = t("decidedBy", { who: decided.by, time: when(decided.at) });
  const name = decided.intent ?? decided.answer ?? null;
  return name === null ? by : `${t("became", { name })}, ${by}`;
}

function Actions({ group, state, busy, ids, onAccept, onPick, onIgnore, onWaitAgain }: GroupRowProps & { ids: readonly number[] }) {
  if (state !== "waiting") {
    return (
      <Button size="s" icon="undo" disabled={busy} onClick={() => onWaitAgain(ids)}>
        {t("waitAgain")}
      </Button>
    );
  }
  const suggestion = suggestionOf(group);
  return (
    <span className="row lnactions">
      {suggestion !== null && (
        <Button size="s" icon="add" disabled={busy} className="lnadd" onClick={() => onAccept({ ids, to: { kind: suggestion.kind, name: suggestion.name } })}>
          <span className="clip grow">{t(suggestion.kind === "intent" ? "addTo" : "addToAnswer", { name: suggestion.name })}</span>
          {suggestion.confidence !== null && <span className="num t3">{decimal(suggestion.confidence, 2)}</span>}
        </Button>
      )}
      <Button size="s" kind={suggestion === null ? "plain" : "quiet"} disabled={busy} aria-haspopup="dialog" onClick={(event) => onPick(event.currentTarget.getBoundingClientRect(), group)}>
        {suggestion === null ? t("addChosen") : t("other")}
      </Button>
      <IconButton icon="close" label={t("ignore")} title={t("ignore")} disabled={busy} onClick={() => onIgnore(ids)} />
    </span>
  );
}

/** The most typical sentence as it will be added. */
function headline(group: UnsureGroup, rewritten: Rewritten): string {
  const first = group.utterances.find((one) => one.text === group.text)?.ids[0];
  return (first === undefined ? undefined : rewritten.get(first)) ?? group.text;
}
