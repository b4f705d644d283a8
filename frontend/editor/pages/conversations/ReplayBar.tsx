import { Banner, Button, Icon, IconButton, Switch } from "../../../ui";
import type { useReplay } from "../../api/talk";
import type { Row } from "../talk/rows";
import { t } from "./words";

export interface ReplayBarProps {
  replay: ReturnType<typeof useReplay>;
  rows: readonly Row[];
  turn: number | null;
  recompute: boolean;
  onRecompute: (afresh: boolean) => void;
  onTurn: (turn: number) => void;
  onClose: () => void;
}

/** What came of the replay, over the thread that shows it. */
export function ReplayBar({ replay, rows, turn, recompute, onRecompute, onTurn, onClose }: ReplayBarProps) {
  const shown = new Set(rows.map((row) => row.turn));
  const turns = (replay.data?.turns ?? []).filter((one) => shown.has(one.turn));
  const different = turns.filter((one) => !one.messages_same).map((one) => one.turn);
  const following = different.find((one) => one > (turn ?? 0)) ?? different[0];
  if (replay.isError) {
    return (
      <div className="notices">
        <Banner
          tone="bad"
          title={t("replayFailed")}
          action={
            <Button size="s" onClick={() => onRecompute(recompute)}>
              {t("again")}
            </Button>
          }
        >
          {replay.error.message}
        </Banner>
      </div>
    );
  }
  return (
    <div className="replaybar" role="status">
      <Icon name={replay.isPending ? "play" : different.length === 0 ? "check" : "edit"} size="s" />
      <span className="grow strong">
        {replay.isPending
          ? t("replaying")
          : different.length === 0
            ? t("replaySame", { count: turns.length })
            : t("replayDiffers", { count: different.length, total: turns.length })}
      </span>
      <span title={t("recomputeHelp")}>
        <Switch label={t("recompute")} checked={recompute} disabled={replay.isPending} onChange={onRecompute} />
      </span>
      {following !== undefined && (
        <Button size="s" icon="down" onClick={() => onTurn(following)}>
          {t("nextDifference")}
        </Button>
      )}
      <IconButton icon="close" label={t("closeReplay")} onClick={onClose} />
    </div>
  );
}
