import { toast } from "../../../../ui";
import { useBringBack, useDismiss } from "../../../api/evaluation";
import { t } from "./words";

/** Dismisses a suggestion, says so, and offers to undo. */
export function useDismissing(slug: string): (id: string) => void {
  const dismiss = useDismiss(slug);
  const back = useBringBack(slug);
  const told = (error: Error) => toast(t("failed", { why: error.message }));
  return (id) =>
    dismiss.mutate(id, {
      onSuccess: () => toast(t("dismissed"), { title: t("undo"), run: () => back.mutate(id, { onError: told }) }),
      onError: told,
    });
}
