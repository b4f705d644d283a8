import type { Finding } from "../../api/types";
import type { Command } from "../document/commands/command";
import { objectOf, objectsOf, textOf, type JsonObject } from "../document/json";
import type { Operation } from "../document/operations";
import type { Editor } from "../store/editor";
import { t } from "../words";

/** A repair that lint offers: what it does, in words, and the edits that do it. */
export interface Fix {
  readonly title: string;
  readonly command: Command;
}

const OPERATIONS: readonly Operation["op"][] = ["add", "set", "remove", "move"];

function operationOf(body: JsonObject): Operation | undefined {
  const op = OPERATIONS.find((known) => known === body["op"]);
  const part = textOf(body["part"]);
  if (!op || !part || typeof body["path"] !== "string") return undefined;
  return { op, part, path: body["path"], ...(body["value"] === undefined ? {} : { value: body["value"] }) };
}

/** The repair of a finding; none where it has none, or one that this editor cannot read whole. */
export function fixOf(finding: Finding): Fix | undefined {
  const bodies = objectsOf(objectOf(finding.fix)["operations"]);
  const operations = bodies.map(operationOf).filter((operation) => operation !== undefined);
  if (operations.length === 0 || operations.length < bodies.length) return undefined;
  return { title: textOf(objectOf(finding.fix)["title"]) || t("fixIt"), command: { label: "fix", operations } };
}

/** Repairs a finding as one edit that can be undone, and stops showing it; lint has the last word a moment later. */
export function applyFix(editor: Editor, finding: Finding, fix: Fix): void {
  if (!editor.run(fix.command)) return;
  editor.set({ findings: editor.state.findings.filter((other) => other !== finding) });
  editor.say(t("fixed", { what: fix.title }));
}
