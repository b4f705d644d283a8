import { useMemo, useState, type FormEvent } from "react";
import { Button, Dialog, TextField } from "../../../ui";
import { bodiesOf } from "../../api/draftParts";
import { isJsonArray, isJsonObject, type JsonObject } from "../../api/json";
import { useEdits } from "../../app/useEdits";
import { settingsOf } from "../understanding/draftView";
import { shown } from "../talk/names";
import type { Row } from "../talk/rows";
import { addTest, testName, testTurns } from "./testOf";
import { t } from "./words";

function Line({ turn }: { turn: JsonObject }) {
  const { expect } = turn;
  if (expect !== undefined) {
    const texts = isJsonArray(expect) ? expect : [expect];
    return (
      <li>
        <span className="t3">{t("botSays")}</span>
        <span>{texts.map(shown).join(" · ")}</span>
      </li>
    );
  }
  const act =
    turn["say"] !== undefined
      ? shown(turn["say"])
      : turn["choose"] !== undefined
        ? t("chooses", { option: shown(turn["choose"]) })
        : typeof turn["advance"] === "number"
          ? t("waitsFor", { count: turn["advance"] })
          : shown(turn["event"]);
  return (
    <li>
      <span className="t3">{t("visitorSays")}</span>
      <span className="strong">{act}</span>
    </li>
  );
}

/** Makes a test of what was said, to be read before it is kept. */
export function SaveTestDialog({ slug, language, rows, onClose }: { slug: string; language: string; rows: readonly Row[]; onClose: () => void }) {
  const { snapshot, edit } = useEdits(slug);
  const turns = useMemo(() => testTurns(rows), [rows]);
  const taken = bodiesOf(snapshot.parts, "test").flatMap((body) => (isJsonObject(body) && typeof body["name"] === "string" ? [body["name"]] : []));
  const [name, setName] = useState(() => testName(turns, taken));
  const [left, setLeft] = useState(false);
  const wanted = name.trim();
  const error = wanted === "" ? t("testNeedsName") : taken.includes(wanted) ? t("testTaken") : null;
  const settings = settingsOf(snapshot.parts);
  const spoken = settings.languages.includes(language) ? language : settings.defaultLanguage;

  function submit(event: FormEvent) {
    event.preventDefault();
    setLeft(true);
    if (error !== null || turns.length === 0) return;
    if (edit(addTest(wanted, spoken, turns), t("savedTest"), t("testSaved"))) onClose();
  }

  return (
    <Dialog
      title={t("saveTestTitle")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="save-test" disabled={turns.length === 0 || !snapshot.ready}>
            {t("saveTest")}
          </Button>
        </>
      }
    >
      <form id="save-test" className="form" onSubmit={submit}>
        <p className="t2">{t("saveTestText")}</p>
        <TextField
          label={t("testName")}
          value={name}
          maxLength={200}
          data-autofocus
          error={left || taken.includes(wanted) ? error : null}
          onBlur={() => setLeft(true)}
          onChange={(event) => setName(event.target.value)}
        />
        <div>
          <div className="label">{t("testSteps")}</div>
          {turns.length === 0 ? (
            <p className="small t3">{t("tooLittle")}</p>
          ) : (
            <ol className="testlines">
              {turns.map((turn, index) => (
                <Line key={index} turn={turn} />
              ))}
            </ol>
          )}
        </div>
      </form>
    </Dialog>
  );
}
