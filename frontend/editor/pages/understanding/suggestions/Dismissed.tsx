import { useState } from "react";
import { Button } from "../../../../ui";
import { useBringBack, useDismissed } from "../../../api/evaluation";
import { titleOf } from "./titles";
import { t } from "./words";

/** Suggestions that somebody does not want to see, on request, each with the way back. */
export function Dismissed({ slug, language, count, may }: { slug: string; language: string; count: number; may: boolean }) {
  const [shown, setShown] = useState(false);
  const query = useDismissed(slug, language, shown);
  const back = useBringBack(slug);
  if (count === 0) return null;
  return (
    <>
      <Button size="s" kind="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? t("hideDismissed") : t("showDismissed", { count })}
      </Button>
      {shown && query.data !== undefined && (
        <ul className="suggestionsdismissed" aria-label={t("dismissedOnes")}>
          {query.data.map((one) => (
            <li key={one.id} className="row">
              <span className="small t2 grow">
                {titleOf(one)}
                {one.examples[0] !== undefined && <span className="t3"> “{one.examples[0].text}”</span>}
              </span>
              {may && (
                <Button size="s" disabled={back.isPending} aria-label={t("bringBack", { title: titleOf(one) })} onClick={() => back.mutate(one.id)}>
                  {t("bringBackShort")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
