import { Avatar, Button, Icon, IconButton, Menu, Tooltip, type MenuItem } from "../../../ui";
import { BotSwitch } from "../../app/menus";
import { PublishButton } from "../../app/PublishButton";
import { TrainButton } from "../../app/TrainButton";
import { flowsOf, languagesOf } from "../document/model";
import { useEditor, useEditorState, useShallowState } from "../store/context";
import { flowOf } from "../store/selectors";
import { closeTryOut, openTryOut } from "../tryout/session";
import { t } from "../words";

function FlowSwitch() {
  const editor = useEditor();
  const flows = useShallowState((state) => flowsOf(state.parts));
  const current = useEditorState(flowOf);
  const items: MenuItem[] = flows.map((flow) => ({ title: flow.title, checked: flow.id === current?.id, onSelect: () => editor.open(flow.id) }));
  return (
    <Menu
      label={t("switchFlow")}
      items={items}
      align="start"
      button={(ties) => (
        <button type="button" className="crumb strong" {...ties}>
          <span className="clip">{current?.title ?? t("flows")}</span>
          <Icon name="down" size="s" className="t3" />
        </button>
      )}
    />
  );
}

function UndoRedo() {
  const editor = useEditor();
  const last = useEditorState((state) => state.history.undo[state.history.undo.length - 1]?.label);
  const next = useEditorState((state) => state.history.redo[state.history.redo.length - 1]?.label);
  const undo = last === undefined ? t("undo") : t("undoWhat", { what: t(`did.${last}`) });
  const redo = next === undefined ? t("redo") : t("redoWhat", { what: t(`did.${next}`) });
  return (
    <>
      <Tooltip label={undo} kbd="Ctrl Z">
        <IconButton icon="undo" label={undo} disabled={last === undefined} onClick={() => editor.undo()} />
      </Tooltip>
      <Tooltip label={redo} kbd="Ctrl Shift Z">
        <IconButton icon="redo" label={redo} disabled={next === undefined} onClick={() => editor.redo()} />
      </Tooltip>
    </>
  );
}

function Peers() {
  const peers = useEditorState((state) => state.peers);
  if (peers.length === 0) return null;
  return (
    <>
      <span className="stack" title={t("peopleHere", { count: peers.length + 1 })}>
        {peers.slice(0, 4).map((peer) => (
          <Avatar key={peer.tab} name={peer.name} title={peer.name} />
        ))}
      </span>
      <span className="sep" />
    </>
  );
}

function LanguageMenu() {
  const editor = useEditor();
  const language = useEditorState((state) => state.language);
  const all = useShallowState((state) => languagesOf(state.parts).all);
  if (all.length < 2) return null;
  const items: MenuItem[] = all.map((code) => ({ title: code.toUpperCase(), checked: code === language, onSelect: () => editor.set({ language: code }) }));
  return (
    <Menu
      label={t("language")}
      items={items}
      button={(ties) => (
        <button type="button" className="crumb" title={t("language")} {...ties}>
          {language.toUpperCase()}
          <Icon name="down" size="s" className="t3" />
        </button>
      )}
    />
  );
}

function TryOutButton() {
  const editor = useEditor();
  const on = useEditorState((state) => state.panel === "tryout");
  const may = useEditorState((state) => state.may);
  if (on) {
    return (
      <Button kind="live" icon="play" aria-pressed="true" onClick={() => closeTryOut(editor)}>
        <span className="wide">{t("tryingOut")}</span>
      </Button>
    );
  }
  return (
    <Button icon="play" kbd="E" aria-pressed="false" aria-label={t("tryItOut")} disabled={!may} title={may ? undefined : t("lookOnlyWhy")} onClick={() => openTryOut(editor)}>
      <span className="wide">{t("tryItOut")}</span>
    </Button>
  );
}

/** Bot and flow, undo, search, who is here, language, training, try it out, publish. */
export function EditorBar({ slug, onFind, onPanel }: { slug: string; onFind: () => void; onPanel: () => void }) {
  return (
    <header className="top">
      <div className="row crumbs">
        <IconButton icon="content" label={t("flowsAndOutline")} className="foldbtn" onClick={onPanel} />
        <BotSwitch slug={slug} place="flows" className="crumb botcrumb" />
        <span className="t3 slash">/</span>
        <FlowSwitch />
        <span className="sep" />
        <UndoRedo />
      </div>
      <button type="button" className="find" onClick={onFind}>
        <Icon name="search" size="s" />
        <span className="grow clip">{t("goToAnything")}</span>
        <span className="kbd">Ctrl</span>
        <span className="kbd">K</span>
      </button>
      <div className="row ends">
        <Peers />
        <LanguageMenu />
        <TrainButton slug={slug} />
        <TryOutButton />
        <PublishButton slug={slug} />
      </div>
    </header>
  );
}
