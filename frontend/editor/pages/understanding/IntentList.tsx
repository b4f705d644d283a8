import { useState, type FormEvent } from "react";
import { Button, Dialog, Dot, IconButton, SearchBox, TextField } from "../../../ui";
import type { IntentRow } from "./draftView";
import { t } from "./words";

/** Few examples teach little: below this the list shows a mark. */
export const FEW = 3;

export interface IntentListProps {
  intents: readonly IntentRow[];
  language: string;
  current: string | null;
  may: boolean;
  onOpen: (name: string) => void;
  onAdd: (name: string) => void;
}

function matches(intent: IntentRow, wanted: string): boolean {
  if (intent.name.toLowerCase().includes(wanted)) return true;
  return [...intent.examples.values()].some((list) => list.some((example) => example.toLowerCase().includes(wanted)));
}

export function IntentList({ intents, language, current, may, onOpen, onAdd }: IntentListProps) {
  const [wanted, setWanted] = useState("");
  const [adding, setAdding] = useState(false);
  const shown = intents.filter((intent) => matches(intent, wanted.trim().toLowerCase()));
  return (
    <section className="il" aria-label={t("intents")}>
      <div className="row ilhead">
        <SearchBox label={t("findIntent")} placeholder={t("intentCount", { count: intents.length })} value={wanted} onText={setWanted} />
        {may && <IconButton icon="add" label={t("newIntent")} onClick={() => setAdding(true)} />}
      </div>
      <nav className="ilist" aria-label={t("intents")}>
        {shown.map((intent) => {
          const count = intent.examples.get(language)?.length ?? 0;
          return (
            <button
              key={intent.name}
              type="button"
              className="it"
              aria-current={intent.name === current ? "true" : undefined}
              onClick={() => onOpen(intent.name)}
            >
              <span className="clip grow">{intent.name}</span>
              {count < FEW && <Dot tone="warn" label={t("fewExamples")} />}
              <span className="num t3 small">{count}</span>
            </button>
          );
        })}
        {shown.length === 0 && intents.length > 0 && <p className="small t3 ilnone">{t("noneFound")}</p>}
      </nav>
      {adding && (
        <NameDialog
          title={t("newIntent")}
          help={t("intentNameHelp")}
          action={t("create")}
          taken={intents.map((intent) => intent.name)}
          onClose={() => setAdding(false)}
          onName={(name) => {
            setAdding(false);
            onAdd(name);
          }}
        />
      )}
    </section>
  );
}

export interface NameDialogProps {
  title: string;
  help: string;
  action: string;
  taken: readonly string[];
  initial?: string;
  onClose: () => void;
  onName: (name: string) => void;
}

/** Asks for a name that code will see: no blanks, and nobody has it yet. */
export function NameDialog({ title, help, action, taken, initial = "", onClose, onName }: NameDialogProps) {
  const [text, setText] = useState(initial);
  const [tried, setTried] = useState(false);
  const name = text.trim().replace(/\s+/g, "_");
  const wrong = !/^[\p{L}\p{N}_.-]+$/u.test(name)
    ? t("nameWrong")
    : taken.includes(name) && name !== initial
      ? t("nameTaken", { name })
      : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (wrong === null) onName(name);
  }

  return (
    <Dialog
      title={title}
      width="s"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" type="submit" form="name-form">
            {action}
          </Button>
        </>
      }
    >
      <form id="name-form" className="form" onSubmit={submit} noValidate>
        <TextField
          label={t("name")}
          help={help}
          mono
          value={text}
          maxLength={120}
          data-autofocus
          error={tried ? wrong : null}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
