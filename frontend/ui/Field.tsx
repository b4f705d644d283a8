import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { t } from "./words";

/** What a control needs to be tied to its label, help and error. */
export interface FieldTies {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

export interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: string | null | undefined;
  optional?: boolean | undefined;
  /** Stands at the right end of the label line. */
  aside?: ReactNode;
  children: (ties: FieldTies) => ReactNode;
}

/** Label above, control, help or error below. */
export function Field({ label, help, error, optional, aside, children }: FieldProps) {
  const id = useId();
  const shown = error !== undefined && error !== null && error !== "";
  const described = [shown ? `${id}-error` : "", help !== undefined ? `${id}-help` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <div className="row">
        <label className="label grow" htmlFor={id}>
          {label}
          {optional === true && <span className="t3 small">{t("optional")}</span>}
        </label>
        {aside}
      </div>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": shown || undefined })}
      {shown && (
        <span className="err" id={`${id}-error`} role="alert">
          <Icon name="alert" size="s" />
          {error}
        </span>
      )}
      {help !== undefined && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  );
}

type Rest<T> = Omit<T, "id">;
interface Labelled extends Omit<FieldProps, "children"> {}

export interface TextFieldProps extends Labelled, Rest<InputHTMLAttributes<HTMLInputElement>> {
  label: ReactNode;
  mono?: boolean | undefined;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, help, error, optional, aside, mono, className, ...rest }: TextFieldProps) {
  const classes = ["input", mono === true ? "mono" : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <Field label={label} help={help} error={error} optional={optional} aside={aside}>
      {(ties) => <input className={classes} {...ties} {...rest} />}
    </Field>
  );
}

export interface TextAreaProps extends Labelled, Rest<TextareaHTMLAttributes<HTMLTextAreaElement>> {
  label: ReactNode;
  mono?: boolean | undefined;
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, help, error, optional, aside, mono, className, ...rest }: TextAreaProps) {
  const classes = ["input area", mono === true ? "mono" : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <Field label={label} help={help} error={error} optional={optional} aside={aside}>
      {(ties) => <textarea className={classes} rows={3} {...ties} {...rest} />}
    </Field>
  );
}

export interface Choice {
  value: string;
  title: string;
}

export interface SelectProps extends Labelled, Omit<Rest<SelectHTMLAttributes<HTMLSelectElement>>, "children" | "onChange"> {
  label: ReactNode;
  choices: readonly Choice[];
  /** Shown for the empty value; without it there is no empty value. */
  placeholder?: string | undefined;
  onChoose: (value: string) => void;
}

export function Select({ label, help, error, optional, aside, choices, placeholder, onChoose, className, ...rest }: SelectProps) {
  return (
    <Field label={label} help={help} error={error} optional={optional} aside={aside}>
      {(ties) => (
        <span className="select">
          <select
            className={["input", className ?? ""].filter(Boolean).join(" ")}
            {...ties}
            {...rest}
            onChange={(event) => onChoose(event.target.value)}
          >
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.title}
              </option>
            ))}
          </select>
          <Icon name="down" size="s" />
        </span>
      )}
    </Field>
  );
}

export interface SearchBoxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange"> {
  label: string;
  icon?: IconName | undefined;
  onText: (text: string) => void;
  children?: ReactNode;
}

/** A quiet box with an icon in front; the placeholder may tell what there is ("16 intents"). */
export function SearchBox({ label, icon = "search", onText, children, className, ...rest }: SearchBoxProps) {
  return (
    <span className={["input quiet", className ?? ""].filter(Boolean).join(" ")}>
      <Icon name={icon} size="s" />
      <input aria-label={label} {...rest} onChange={(event) => onText(event.target.value)} />
      {children}
    </span>
  );
}

export interface SwitchProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  help?: ReactNode;
  disabled?: boolean | undefined;
}

export function Switch({ label, checked, onChange, help, disabled }: SwitchProps) {
  const id = useId();
  return (
    <div className="switchrow">
      <div className="grow">
        <label className="label" htmlFor={id}>
          {label}
        </label>
        {help !== undefined && <span className="small t3">{help}</span>}
      </div>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={checked}
        disabled={disabled}
        className={checked ? "switch on" : "switch"}
        onClick={() => onChange(!checked)}
      />
    </div>
  );
}

export interface CheckboxProps {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <label className="checkrow">
      <input type="checkbox" className="sr" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span className={checked ? "check on" : "check"} aria-hidden="true">
        {checked && <Icon name="check" />}
      </span>
      <span>{label}</span>
    </label>
  );
}
