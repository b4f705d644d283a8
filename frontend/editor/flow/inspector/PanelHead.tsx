import { IconButton, Menu, type MenuItem } from "../../../ui";
import { Editable } from "../../app/LookOnly";
import { duplicateNodes } from "../document/commands/clipboard";
import { deleteNodes, renameNode, setStart } from "../document/commands/nodes";
import { randomIds } from "../document/ids";
import type { Flow, FlowNode } from "../document/model";
import type { Editor } from "../store/editor";
import { useEditor, useEditorState } from "../store/context";
import { tryFrom } from "../tryout/session";
import { t } from "../words";
import { TitleInput } from "./NodeTitle";

function items(editor: Editor, flow: Flow, node: FlowNode): readonly MenuItem[] {
  return [
    {
      title: t("duplicate"),
      icon: "copy",
      kbd: "Ctrl D",
      onSelect: () => {
        const copy = duplicateNodes(flow, [node.id], randomIds);
        if (copy && editor.run(copy.command)) editor.select({ nodes: copy.nodes });
      },
    },
    { title: t("beginHere"), icon: "start", onSelect: () => editor.run(setStart(flow, node.id)) },
    { title: t("deleteReconnect"), icon: "delete", kbd: "Ctrl Del", separated: true, onSelect: () => editor.run(deleteNodes(flow, [node.id], true)) && editor.select({}) },
    { title: t("delete"), icon: "delete", kbd: "Del", danger: true, onSelect: () => editor.run(deleteNodes(flow, [node.id], false)) && editor.select({}) },
  ];
}

/** Title of the chosen node, and what can be done with it. */
export function PanelHead({ flow, node }: { flow: Flow; node: FlowNode }) {
  const editor = useEditor();
  const may = useEditorState((state) => state.may);
  return (
    <div className="hd">
      <Editable may={may}>
        <TitleInput title={node.title} label={t("nodeTitle")} onKeep={(title) => editor.run(renameNode(flow, node.id, title))} />
      </Editable>
      {may && (
        <>
          <IconButton icon="play" label={t("tryFromHere")} onClick={() => tryFrom(editor, node.id)} />
          <Menu label={t("nodeMenu")} items={items(editor, flow, node)} button={(ties) => <IconButton icon="more" label={t("nodeMenu")} {...ties} />} />
        </>
      )}
      <IconButton icon="close" label={t("close")} onClick={() => editor.select({})} />
    </div>
  );
}
