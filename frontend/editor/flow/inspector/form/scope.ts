import { createContext, use } from "react";
import type { Finding } from "../../../api/types";
import type { Json, JsonObject } from "../../document/json";

export type PlacedFinding = { readonly place: string; readonly finding: Finding };

/** What a field of a form may know and do. Paths are pointers inside the config. */
export type FormScope = {
  readonly config: JsonObject;
  readonly language: string;
  readonly defaultLanguage: string;
  readonly languages: readonly string[];
  /** Sets one place, or takes it away. Edits until `leave` undo together. */
  readonly edit: (path: string, value: Json | undefined) => void;
  readonly leave: () => void;
  /** Why the server would not take what was last put there. */
  readonly refusal: (path: string) => string | undefined;
  /** What lint has found in this form, by the path of the field. */
  readonly findings: readonly PlacedFinding[];
  /** Where a way out of this step leads, for chips beside options and rules. */
  readonly targetOf: (output: string) => string | undefined;
};

export const FormContext = createContext<FormScope | null>(null);

export function useForm(): FormScope {
  const scope = use(FormContext);
  if (scope === null) throw new Error("a field belongs inside a form");
  return scope;
}

/** What a message of a form may be: any kind, a text with quick replies, or a text alone. */
export type Rich = "any" | "replies" | "text";

export type WidgetProps = {
  readonly schema: JsonObject;
  readonly value: Json | undefined;
  readonly path: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly required: boolean;
};
