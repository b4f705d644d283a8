import { memo } from "react";
import { Icon, IconButton, Menu, type MenuItem } from "../../../ui";
import { duplicateNodes } from "../document/commands/clipboard";
import { deleteNodes, renameNode, setStart } from "../document/commands/nodes";
import { randomIds } from "../document/ids";
import type { JsonObject } from "../document/json";
import { textOf } from "../document/json";
import type { Flow, FlowNode } from "../document/model";
import type { Editor } from "../store/editor";
import { useEditor, useEditorState } from "../store/context";
import { flowOf } from "../store/selectors";
import { tryFrom } from "../tryout/session";
import { t } from "../words";
import { InlineEdit } from "./InlineEdit";

function itemsFor(editor: Editor, node: string, at: { x: number; y: number }): readonly MenuItem[] {
  const within = (act: (flow: Flow) => void) => () => {
    const flow = flowOf(editor.state);
    if (flow) act(flow);
  };
  return [
    { title: t("rename"), icon: "edit", onSelect: () => editor.set({ editing: { node, step: null } }) },
    { title: t("addStep"), icon: "add", kbd: "A", onSelect: () => editor.pick({ kind: "step", at, node }) },
    { title: t("connectTo"), icon: "flow", kbd: "C", onSelect: () => editor.pick({ kind: "connect", at, node }) },
    {
      title: t("duplicate"),
      icon: "copy",
      kbd: "Ctrl D",
      onSelect: within((flow) => {
        const copy = duplicateNodes(flow, [node], randomIds);
        if (copy && editor.run(copy.command)) editor.select({ nodes: copy.nodes });
      }),
    },
    { title: t("beginHere"), icon: "start", onSelect: within((flow) => editor.run(setStart(flow, node))) },
    { title: t("delete"), icon: "delete", kbd: "Del", danger: true, separated: true, onSelect: within((flow) => editor.run(deleteNodes(flow, [node], false))) },
  ];
}

export function NodeActions({ node }: { node: string }) {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  if (!may) return null;
  return (
    <span className="meta nodrag">
      <IconButton
        icon="play"
        label={t("tryFromHere")}
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          tryFrom(editor, node);
        }}
      />
      <Menu
        label={t("nodeMenu")}
        items={itemsFor(editor, node, { x: 400, y: 200 })}
        button={(ties) => <IconButton icon="more" label={t("nodeMenu")} tabIndex={-1} {...ties} />}
      />
    </span>
  );
}

/** Title of a node; a double click renames it. */
export const NodeHead = memo(function NodeHead({ node }: { node: FlowNode }) {
  const editor = useEditor();
  const editing = useEditorState((state) => state.editing?.node === node.id && state.editing.step === null);
  return (
    <header onDoubleClick={() => editor.set({ editing: { node: node.id, step: null } })}>
      {editing ? (
        <InlineEdit
          single
          text={node.title}
          label={t("nodeTitle")}
          onKeep={(title) => {
            const flow = flowOf(editor.state);
            if (flow) editor.run(renameNode(flow, node.id, title));
          }}
          onLeave={(byKey) => editor.leaveText(node.id, byKey)}
        />
      ) : (
        <>
          <span className="clip">{node.title || t("untitled")}</span>
          <NodeActions node={node.id} />
        </>
      )}
    </header>
  );
});

/** What begins this flow, under the title of its first node. */
export function Triggers({ triggers }: { triggers: readonly JsonObject[] }) {
  return triggers.map((trigger, index) => (
    <div className="trigger" key={index}>
      <Icon name={trigger["intent"] === undefined ? "start" : "understanding"} />
      <TriggerWords trigger={trigger} />
    </div>
  ));
}

function TriggerWords({ trigger }: { trigger: JsonObject }) {
  if (trigger["start"] === true) return <span className="clip">{t("whenStarts")}</span>;
  const [words, name] = triggerWords(trigger);
  return (
    <span className="clip">
      {words} <b>{name}</b>
    </span>
  );
}

function triggerWords(trigger: JsonObject): readonly [string, string] {
  if (trigger["intent"] !== undefined) return [t("whenIntent"), textOf(trigger["intent"])];
  if (trigger["keyword"] !== undefined) return [t("whenKeyword"), textOf(trigger["keyword"])];
  if (trigger["pattern"] !== undefined) return [t("whenPattern"), textOf(trigger["pattern"])];
  return [t("whenEvent"), textOf(trigger["event"])];
}
