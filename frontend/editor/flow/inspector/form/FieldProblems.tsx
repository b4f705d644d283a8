import { use } from "react";
import { Icon } from "../../../../ui";
import { FixButton } from "../../bar/Foot";
import { FormContext } from "./scope";

/** What lint has found at a field, with what it offers to do. `whole`: also what it found deeper inside. */
export function FieldProblems({ path, whole }: { path: string; whole: boolean }) {
  const found = (use(FormContext)?.findings ?? []).filter(({ place }) => place === path || (whole && place.startsWith(`${path}/`)));
  if (found.length === 0) return null;
  return (
    <ul className="fieldproblems">
      {found.map(({ finding }, index) => (
        <li key={index} className={finding.severity}>
          <Icon name={finding.severity === "error" ? "alert" : finding.severity === "warning" ? "warning" : "info"} size="s" />
          <span className="grow">{finding.message}</span>
          <FixButton finding={finding} />
        </li>
      ))}
    </ul>
  );
}
