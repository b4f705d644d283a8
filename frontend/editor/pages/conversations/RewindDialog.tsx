import { Banner, Button, Dialog } from "../../../ui";
import { t } from "./words";

export interface RewindDialogProps {
  turn: number;
  busy: boolean;
  problem: string | undefined;
  onClose: () => void;
  onRewind: () => void;
}

/** Going back takes words away from a visitor, so it asks. */
export function RewindDialog({ turn, busy, problem, onClose, onRewind }: RewindDialogProps) {
  return (
    <Dialog
      title={t("rewindTitle", { turn })}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button kind="danger" disabled={busy} onClick={onRewind}>
            {t("rewind", { turn })}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="t2">{t("rewindText")}</p>
        {problem !== undefined && <Banner tone="bad">{problem}</Banner>}
      </div>
    </Dialog>
  );
}
