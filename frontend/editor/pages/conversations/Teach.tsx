import { useState } from "react";
import { Button, Icon, toast } from "../../../ui";
import { pointer, type Operation } from "../../api/draftParts";
import { useMay } from "../../api/talk";
import { useEdits, type Edits } from "../../app/useEdits";
import { intentsOf, type IntentRow } from "../understanding/draftView";
import { NEAR, type Heard } from "./reading";
import { t } from "./words";

const SURE = 0.6;

/** A sentence is text; what would read as an annotation is escaped. */
export function plainExample(text: string): string {
  return text.trim().replace(/[\\[\]()]/g, (sign) => `\\${sign}`);
}

export function teachOperations(intent: IntentRow, language: string, text: string): Operation[] {
  const part = `intent:${intent.name}`;
  const example = plainExample(text);
  const examples = intent.examples.get(language);
  if (intent.examples.size === 0) return [{ op: "set", part, path: "/examples", value: { [language]: [example] } }];
  if (examples === undefined) return [{ op: "set", part, path: pointer("examples", language), value: [example] }];
  return [{ op: "add", part, path: `${pointer("examples", language)}/-`, value: example }];
}

function teach(edits: Edits, intent: IntentRow, language: string, text: string): void {
  const known = intent.examples.get(language)?.includes(plainExample(text)) === true;
  if (known) toast(t("alreadyTaught", { name: intent.name }));
  else edits.edit(teachOperations(intent, language, text), t("taughtLabel", { name: intent.name }), t("taught", { name: intent.name }));
}

/** Where the bot was not sure: the sentence becomes an example with one click. */
export function Teach({ slug, text, heard, sure }: { slug: string; text: string; heard: Heard; sure: number }) {
  const edits = useEdits(slug);
  const may = useMay("editor");
  const [taught, setTaught] = useState<string | null>(null);
  const intents = intentsOf(edits.snapshot.parts);
  if (!may || intents.length === 0 || sure >= SURE) return null;
  const near = heard.intents.filter((ranked) => ranked.confidence >= NEAR).flatMap((ranked) => intents.filter((intent) => intent.name === ranked.name)).slice(0, 2);
  const others = intents.filter((intent) => !near.includes(intent));
  const choose = (intent: IntentRow) => {
    teach(edits, intent, heard.language, text);
    setTaught(intent.name);
  };
  return (
    <div className="teach">
      <h3 className="label">{t("teach")}</h3>
      <p className="small t2">{t("teachText")}</p>
      {taught !== null ? (
        <p className="small sig" role="status">
          {t("taught", { name: taught })}
        </p>
      ) : (
        <div className="teachrow">
          {near.map((intent) => (
            <Button key={intent.name} size="s" className="mono" onClick={() => choose(intent)}>
              {intent.name}
            </Button>
          ))}
          {others.length > 0 && (
            <span className="select">
              <select
                className="input"
                aria-label={t("teachOther")}
                value=""
                onChange={(event) => {
                  const intent = others.find((one) => one.name === event.target.value);
                  if (intent !== undefined) choose(intent);
                }}
              >
                <option value="">{t("teachOther")}</option>
                {others.map((intent) => (
                  <option key={intent.name}>{intent.name}</option>
                ))}
              </select>
              <Icon name="down" size="s" />
            </span>
          )}
        </div>
      )}
    </div>
  );
}
