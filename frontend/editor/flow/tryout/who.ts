import { t } from "../words";
import { w } from "./words";

/** Who took a turn, or would have. The engine's own word stands where we have none. */
export function whoTook(by: string, what: string): string {
  switch (by) {
    case "step":
      return t("by.step");
    case "trigger":
      return t("by.trigger", { what });
    case "answer":
      return t("by.answer", { what });
    case "fallback":
      return t("by.fallback");
    case "start":
      return t("by.start");
    case "global":
      return w("by.global", { what });
    case "rule":
      return w("by.rule", { what });
    case "story":
      return w("by.story", { what });
    case "policy":
      return w("by.policy", { what });
    case "waiting step":
      return w("by.waiting");
    case "exact":
      return w("by.exact");
    case "part":
      return w("by.part");
    case "open":
      return w("by.open");
    case "answer and part":
      return w("by.answerAndPart", { what });
    case "no match":
      return w("by.noMatch");
    default:
      return quiet(by);
  }
}

/** Turns in which the bot did not answer as it usually does. */
function quiet(by: string): string {
  switch (by) {
    case "agent":
      return w("by.agent");
    case "handoff":
      return w("by.handoff");
    case "held":
      return w("by.held");
    case "offer":
      return w("by.offer");
    case "opt out":
      return w("by.optOut");
    case "stale":
      return w("by.stale");
    default:
      return by;
  }
}
