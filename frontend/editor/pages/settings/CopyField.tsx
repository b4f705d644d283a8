import { Button, toast } from "../../../ui";
import { t } from "./words";

/** A text that is shown once, to be copied. */
export function CopyField({ label, text, help }: { label: string; text: string; help: string }) {
  return (
    <>
      <p className="t2">{help}</p>
      <div className="row">
        <input className="input mono" readOnly aria-label={label} value={text} data-autofocus onFocus={(event) => event.target.select()} />
        <Button icon="copy" onClick={() => void navigator.clipboard.writeText(text).then(() => toast(t("copied")))}>
          {t("copy")}
        </Button>
      </div>
    </>
  );
}
