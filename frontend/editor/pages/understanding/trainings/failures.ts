/** What a training could not learn, in words. */
import type { TrainingFailure } from "../../../api/evaluationTypes";
import { isJsonArray, isJsonObject } from "../../../api/json";
import type { Job } from "../../../api/types";
import { t } from "./words";

function partName({ part, name }: TrainingFailure): string {
  if (part === "intents" && name !== "") return t("intentFailed");
  switch (part) {
    case "intents":
    case "slots":
    case "answers":
    case "entities":
    case "policy":
    case "model":
      return t(`part.${part}`);
    default:
      return part;
  }
}

export function failureText(failure: TrainingFailure): string {
  return t("failure", { part: partName(failure), name: failure.name, why: failure.detail }).replace(/ +(?=[:\s])/g, "");
}

/** The failures that a finished training job tells of. */
export function failuresOf(job: Job): TrainingFailure[] {
  const told = job.result?.["failures"];
  if (!isJsonArray(told)) return [];
  return told.filter(isJsonObject).map((one) => ({
    language: String(one["language"] ?? ""),
    part: String(one["part"] ?? ""),
    name: String(one["name"] ?? ""),
    pointer: String(one["pointer"] ?? ""),
    detail: String(one["detail"] ?? ""),
  }));
}
