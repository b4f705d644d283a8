import { slugOf } from "../ids";
import { isObject, type Json, type JsonObject } from "../json";
import { bodiesOf, flowKey, flowsOf, type Flow } from "../model";
import type { Operation, Parts } from "../operations";
import { pointerOf } from "../pointer";
import { NOTHING, type Command } from "./command";

export function createFlow(parts: Parts, title: string): { readonly id: string; readonly command: Command } {
  const id = slugOf(title, new Set(flowsOf(parts).map((flow) => flow.id)), "flow");
  const value = { id, title, kind: "normal", triggers: [], nodes: [], transitions: [], notes: [] };
  return { id, command: { label: "createFlow", operations: [{ op: "add", part: flowKey(id), path: "", value }] } };
}

export function setFlowField(flow: Flow, field: string, value: Json | undefined, gesture?: string): Command {
  const part = flowKey(flow.id);
  const path = pointerOf([field]);
  const operation: Operation = value === undefined ? { op: "remove", part, path } : { op: "set", part, path, value };
  return { label: "editFlow", operations: [operation], ...(gesture === undefined ? {} : { gesture }) };
}

export function renameFlow(flow: Flow, title: string): Command {
  const value = title.trim();
  const operations: readonly Operation[] =
    value === "" || value === flow.title ? NOTHING : [{ op: "set", part: flowKey(flow.id), path: "/title", value }];
  return { label: "rename", operations };
}

/** Deletes a flow. What named it (jumps, answers) stays and becomes a problem with a way to it. */
export function deleteFlow(parts: Parts, id: string): Command {
  const part = flowKey(id);
  return { label: "deleteFlow", operations: parts.has(part) ? [{ op: "remove", part, path: "" }] : NOTHING };
}

export function duplicateFlow(parts: Parts, id: string, title: string): { readonly id: string; readonly command: Command } {
  const body = parts.get(flowKey(id));
  const copy = slugOf(title, new Set(flowsOf(parts).map((flow) => flow.id)), "flow");
  if (!isObject(body)) return { id: copy, command: { label: "duplicate", operations: NOTHING } };
  const value: JsonObject = { ...body, id: copy, title, kind: "normal", triggers: [] };
  return { id: copy, command: { label: "duplicate", operations: [{ op: "add", part: flowKey(copy), path: "", value }] } };
}

export function createVariable(parts: Parts, name: string, type: string): Command {
  const taken = bodiesOf(parts, "variable").some((variable) => variable["name"] === name);
  const value = { name, type, scope: "conversation" };
  const operations: readonly Operation[] =
    taken || name === "" ? NOTHING : [{ op: "add", part: `variable:${name}`, path: "", value }];
  return { label: "createVariable", operations };
}
