import { Button, Dialog } from "../../../ui";
import { t } from "./words";

export interface DeleteDialogProps {
  title: string;
  /** What is lost. */
  text: string;
  busy: boolean;
  problem: string | undefined;
  onDelete: () => void;
  onClose: () => void;
}

/** A question that names the thing and the loss, for what cannot be undone. */
export function DeleteDialog({ title, text, busy, problem, onDelete, onClose }: DeleteDialogProps) {
  return (
    <Dialog
      title={title}
      width="s"
      onClose={onClose}
      note={problem}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" disabled={busy} onClick={onDelete}>
            {t("delete")}
          </Button>
        </>
      }
    >
      <p className="t2">{text}</p>
    </Dialog>
  );
}
