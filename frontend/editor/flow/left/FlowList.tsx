import { useState } from "react";
import { Dot, Icon, IconButton, Menu, toast, type MenuItem } from "../../../ui";
import { createFlow, deleteFlow, duplicateFlow, renameFlow } from "../document/commands/flows";
import { flowsOf, type Flow } from "../document/model";
import { kindMark } from "../inspector/flowWords";
import type { Editor } from "../store/editor";
import { useEditor, useEditorState, useShallowState } from "../store/context";
import { countsAt } from "../store/selectors";
import { t } from "../words";

export function newFlow(editor: Editor, title: string): void {
  const { id, command } = createFlow(editor.state.parts, title);
  if (editor.run(command)) editor.open(id);
}

function remove(editor: Editor, flow: Flow): void {
  if (!editor.run(deleteFlow(editor.state.parts, flow.id))) return;
  const [first] = flowsOf(editor.state.parts);
  if (editor.state.flow === flow.id && first) editor.open(first.id);
  toast(t("flowDeleted", { title: flow.title, count: flow.nodes.length }), { title: t("undo"), run: () => editor.undo() });
}

function itemsFor(editor: Editor, flow: Flow, rename: () => void): readonly MenuItem[] {
  return [
    { title: t("rename"), icon: "edit", kbd: "F2", onSelect: rename },
    {
      title: t("duplicate"),
      icon: "copy",
      onSelect: () => {
        const copy = duplicateFlow(editor.state.parts, flow.id, t("copyOf", { title: flow.title }));
        if (editor.run(copy.command)) editor.open(copy.id);
      },
    },
    { title: t("delete"), icon: "delete", danger: true, separated: true, onSelect: () => remove(editor, flow) },
  ];
}

function NameInput({ title, label, onDone }: { title: string; label: string; onDone: (title: string | null) => void }) {
  return (
    <input
      className="input bare grow"
      aria-label={label}
      defaultValue={title}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") {
          event.currentTarget.value = title;
          onDone(null);
        }
      }}
    />
  );
}

function FlowRow({ flow }: { flow: Flow }) {
  const editor = useEditor();
  const current = useEditorState((state) => state.flow === flow.id);
  const counts = useEditorState((state) => countsAt(state.findings, flow.id));
  const may = useEditorState((state) => state.may);
  const [renaming, setRenaming] = useState(false);
  return (
    <div
      role="treeitem"
      aria-level={1}
      aria-selected={current}
      className="tr"
      tabIndex={current ? 0 : -1}
      onClick={() => editor.open(flow.id)}
      onDoubleClick={() => setRenaming(may)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") editor.open(flow.id);
        if (event.key === "F2") setRenaming(may);
        const next = event.key === "ArrowDown" ? event.currentTarget.nextElementSibling : event.key === "ArrowUp" ? event.currentTarget.previousElementSibling : null;
        if (next instanceof HTMLElement) {
          event.preventDefault();
          event.stopPropagation();
          next.focus();
        }
      }}
    >
      <Icon name="flow" size="s" />
      {renaming ? (
        <NameInput
          title={flow.title}
          label={t("flowTitle")}
          onDone={(title) => {
            setRenaming(false);
            if (title !== null) editor.run(renameFlow(flow, title));
          }}
        />
      ) : (
        <>
          <span className="clip grow">{flow.title}</span>
          {flow.kind !== "normal" && <span className="micro t3 kindmark">{kindMark(flow.kind)}</span>}
          {counts.errors > 0 && <Dot tone="bad" label={t("errors", { count: counts.errors })} />}
          {may && (
            <span className="rowmenu" onClick={(event) => event.stopPropagation()}>
              <Menu label={t("flowMenu", { title: flow.title })} items={itemsFor(editor, flow, () => setRenaming(true))} button={(ties) => <IconButton icon="more" label={t("flowMenu", { title: flow.title })} {...ties} />} />
            </span>
          )}
        </>
      )}
    </div>
  );
}

/** The flows of the bot: create, rename, copy, delete. */
export function FlowList() {
  const editor = useEditor();
  const flows = useShallowState((state) => flowsOf(state.parts));
  const may = useEditorState((state) => state.may);
  const [making, setMaking] = useState(false);
  return (
    <>
      <h2>
        {t("flows")}
        {may && <IconButton icon="add" label={t("newFlow")} onClick={() => setMaking(true)} />}
      </h2>
      <div role="tree" aria-label={t("flows")} className="flowlist">
        {flows.map((flow) => (
          <FlowRow key={flow.id} flow={flow} />
        ))}
        {making && (
          <div className="tr">
            <Icon name="flow" size="s" />
            <NameInput
              title={t("newFlow")}
              label={t("newFlow")}
              onDone={(title) => {
                setMaking(false);
                if (title !== null && title.trim() !== "") newFlow(editor, title.trim());
              }}
            />
          </div>
        )}
      </div>
    </>
  );
}
