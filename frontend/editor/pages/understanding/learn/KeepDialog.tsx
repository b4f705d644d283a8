import { useState, type FormEvent } from "react";
import { Button, Checkbox, Dialog, Field, Segmented, Select, TextField, toast } from "../../../../ui";
import { bodiesOf } from "../../../api/draftParts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../../api/json";
import { useForget, type LearningSettings } from "../../../api/learning";
import { useMay } from "../../../api/talk";
import type { Edits } from "../../../app/useEdits";
import { decimal } from "../evaluation/reading";
import { t } from "./words";

const REDACTED = ["email", "phone", "card"] as const;
const USUAL: LearningSettings = { keep: "on", consent: null, redact: [...REDACTED], days: 90, unsure_below: 0.6 };
const MOST_DAYS = 3650;

/** What the draft says about it; what is not set stands as it usually is. */
export function learningIn(settings: JsonObject): LearningSettings {
  const set = isJsonObject(settings["learning"]) ? settings["learning"] : {};
  const { keep, consent, redact, days, unsure_below: below } = set;
  return {
    keep: keep === "consent" || keep === "off" ? keep : "on",
    consent: typeof consent === "string" ? consent : null,
    redact: isJsonArray(redact) ? redact.map(String) : USUAL.redact,
    days: typeof days === "number" ? days : USUAL.days,
    unsure_below: typeof below === "number" ? below : USUAL.unsure_below,
  };
}

/** How it is written down: only what is not as usual. */
export function written(settings: LearningSettings): JsonObject {
  const body: Record<string, Json> = {};
  if (settings.keep !== "on") body["keep"] = settings.keep;
  if (settings.keep === "consent" && settings.consent !== null) body["consent"] = settings.consent;
  if (settings.redact.length !== REDACTED.length) body["redact"] = settings.redact;
  if (settings.days !== USUAL.days) body["days"] = settings.days;
  if (settings.unsure_below !== USUAL.unsure_below) body["unsure_below"] = settings.unsure_below;
  return body;
}

export function KeepDialog({ slug, edits, settings, onClose }: { slug: string; edits: Edits; settings: JsonObject; onClose: () => void }) {
  const [now, setNow] = useState(() => learningIn(settings));
  const [days, setDays] = useState(String(now.days));
  const [forgetting, setForgetting] = useState(false);
  const may = useMay("admin");
  const count = Number(days);
  const wrong = Number.isInteger(count) && count >= 1 && count <= MOST_DAYS ? null : t("daysWrong");
  const variables = bodiesOf(edits.snapshot.parts, "variable").flatMap((body) => (isJsonObject(body) && typeof body["name"] === "string" ? [body["name"]] : []));
  const change = (changes: Partial<LearningSettings>) => setNow((before) => ({ ...before, ...changes }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (wrong !== null || (now.keep === "consent" && now.consent === null)) return;
    const value = written({ ...now, days: count });
    const { learning: _, ...rest } = settings;
    const next = Object.keys(value).length === 0 ? rest : { ...rest, learning: value };
    if (edits.edit([{ op: "set", part: "settings", path: "/settings", value: next }], t("settingsSaved"), t("settingsSaved"))) onClose();
  }

  if (forgetting) return <ForgetDialog slug={slug} onClose={onClose} />;
  return (
    <Dialog
      title={t("settingsTitle")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="keep-form">
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="keep-form" className="form" onSubmit={submit} noValidate>
        <p className="t2">{t("settingsText")}</p>
        <Field label={t("keep")}>
          {() => (
            <Segmented
              label={t("keep")}
              value={now.keep}
              onChange={(keep) => change({ keep })}
              segments={[
                { value: "on", title: t("keepOn") },
                { value: "consent", title: t("keepConsent") },
                { value: "off", title: t("keepOff") },
              ]}
            />
          )}
        </Field>
        {now.keep === "consent" && (
          <Select
            label={t("consent")}
            help={t("consentHelp")}
            placeholder={t("consentNone")}
            error={now.consent === null ? t("consentNone") : null}
            value={now.consent ?? ""}
            choices={variables.map((name) => ({ value: name, title: name }))}
            onChoose={(name) => change({ consent: name === "" ? null : name })}
          />
        )}
        {now.keep !== "off" && (
          <>
            <Field label={t("redact")}>
              {(ties) => (
                <div id={ties.id} role="group" aria-label={t("redact")} className="col lnredact">
                  {REDACTED.map((kind) => (
                    <Checkbox
                      key={kind}
                      label={t(`redact.${kind}`)}
                      checked={now.redact.includes(kind)}
                      onChange={(on) => change({ redact: REDACTED.filter((one) => (one === kind ? on : now.redact.includes(one))) })}
                    />
                  ))}
                </div>
              )}
            </Field>
            <TextField label={t("days")} help={t("daysHelp")} error={wrong} inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
            <Field label={t("unsure")} aside={<span className="num t2">{decimal(now.unsure_below, 2)}</span>}>
              {(ties) => (
                <input
                  type="range"
                  min={0}
                  max={1}
                  step={0.05}
                  {...ties}
                  value={now.unsure_below}
                  onChange={(event) => change({ unsure_below: Number(event.target.value) })}
                />
              )}
            </Field>
          </>
        )}
        {may && (
          <Button kind="quiet" size="s" icon="delete" className="lnforget" onClick={() => setForgetting(true)}>
            {t("forget")}
          </Button>
        )}
      </form>
    </Dialog>
  );
}

function ForgetDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const forget = useForget(slug);
  return (
    <Dialog
      title={t("forgetTitle")}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="danger"
            disabled={forget.isPending}
            onClick={() =>
              forget.mutate(null, {
                onSuccess: () => {
                  toast(t("forgotten"));
                  onClose();
                },
              })
            }
          >
            {t("forget")}
          </Button>
        </>
      }
    >
      <p>{t("forgetText")}</p>
      {forget.error !== null && <p className="bad small">{t("failed", { why: forget.error.message })}</p>}
    </Dialog>
  );
}
