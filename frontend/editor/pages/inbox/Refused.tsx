import { Banner } from "../../../ui";
import type { Handoff } from "../../api/talkTypes";
import { fasterOne, wasFaster } from "./queue";
import { t } from "./words";

/** An act that was refused: most of all because somebody else was faster. */
export function Refused({ error, handoff, me }: { error: Error | null; handoff: Handoff | undefined; me: string }) {
  if (error === null) return null;
  if (!wasFaster(error)) {
    return (
      <div className="notices">
        <Banner tone="bad" title={t("actFailed")}>
          {error.message}
        </Banner>
      </div>
    );
  }
  const who = fasterOne(error, handoff);
  return (
    <div className="notices">
      <Banner tone="warn" icon="hand" title={t("fasterTitle")}>
        <span role="alert">{who === null || who === me ? t("fasterUnknown") : t("fasterText", { who })}</span>
      </Banner>
    </div>
  );
}
