import { useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { Kbd, type FieldTies } from "../../../../ui";
import { t } from "../../words";
import { Suggestions } from "./Suggestions";
import { useCompletion } from "./useCompletion";

export interface TemplateInputProps {
  ties: FieldTies;
  text: string;
  onText: (text: string) => void;
  onLeave: () => void;
  single?: boolean | undefined;
  mono?: boolean | undefined;
  placeholder?: string | undefined;
  /** Without variables, for names and patterns. */
  plain?: boolean | undefined;
  /** The whole text is one expression: names go in without braces. */
  expression?: boolean | undefined;
}

const TALLEST = 320;

function useAutoHeight(text: string, single: boolean) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null || single) return;
    area.style.height = "0";
    area.style.height = `${String(Math.min(TALLEST, area.scrollHeight + 2))}px`;
  }, [text, single]);
  return box;
}

/** A text that may hold variables. Inside of braces, and in an expression, what may follow is offered while typing;
 *  `/` after a space, Ctrl and space, or the button begin it anywhere. */
export function TemplateInput({ ties, text, onText, onLeave, single = false, mono = false, placeholder, plain = false, expression = false }: TemplateInputProps) {
  const area = useAutoHeight(text, single);
  const completion = useCompletion({ field: area, text, expression, onText });

  /** Braces at the caret, unless they stand there, and the list of what goes in. */
  function begin(): void {
    const box = area.current;
    if (box === null || plain) return;
    const place = box.selectionStart;
    const inside = expression || (text.slice(0, place).lastIndexOf("{{") > text.slice(0, place).lastIndexOf("}}") && place > 0);
    box.focus();
    if (inside) return completion.look(true);
    onText(`${text.slice(0, place)}{{  }}${text.slice(place)}`);
    requestAnimationFrame(() => {
      box.setSelectionRange(place + 3, place + 3);
      completion.look(true);
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (completion.onKeyDown(event)) return;
    const place = event.currentTarget.selectionStart;
    const slash = event.key === "/" && !expression && (place === 0 || /\s/.test(text[place - 1] ?? ""));
    if (!plain && (slash || (event.key === " " && event.ctrlKey))) {
      event.preventDefault();
      begin();
    }
    if (single && event.key === "Enter") event.preventDefault();
  }

  return (
    <div className="tpl">
      <textarea
        ref={area}
        className={["input", single ? "line" : "area", mono ? "mono" : ""].filter(Boolean).join(" ")}
        rows={single ? 1 : 2}
        value={text}
        placeholder={placeholder}
        spellCheck={!mono}
        {...ties}
        aria-haspopup={plain ? undefined : "listbox"}
        aria-autocomplete={plain ? undefined : "list"}
        aria-controls={completion.open ? completion.id : undefined}
        aria-activedescendant={completion.open ? `${completion.id}-${String(completion.current)}` : undefined}
        onChange={(event) => {
          onText(single ? event.target.value.replaceAll("\n", " ") : event.target.value);
          if (!plain) completion.look(false);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          completion.close();
          onLeave();
        }}
      />
      {!plain && !single && (
        <div className="row small t3 under">
          <button type="button" className="end linkish" onPointerDown={(event) => event.preventDefault()} onClick={begin}>
            {t("insertVariable")}
          </button>
          <Kbd>{expression ? t("ctrlSpace") : "/"}</Kbd>
        </div>
      )}
      {completion.open && <Suggestions id={completion.id} field={area} shown={completion.shown} current={completion.current} onPoint={completion.point} onChoose={completion.choose} />}
    </div>
  );
}
