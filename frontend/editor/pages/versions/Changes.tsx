import { Banner, Chip, EmptyState, Icon, Skeleton } from "../../../ui";
import { isJsonArray, isJsonObject, type Json } from "../../api/json";
import { pointer, segments, valueAt, type Parts } from "../../api/draftParts";
import { useDiff } from "../../api/queries";
import type { PartChange } from "../../api/types";
import { t } from "./words";

export type Side = number | "draft";

type Kind = "flow" | "intent" | "entity" | "answer" | "variable" | "content" | "story" | "test" | "settings";
const KINDS: readonly Kind[] = ["flow", "intent", "entity", "answer", "variable", "content", "story", "test", "settings"];

function kindOf(change: PartChange): Kind {
  return KINDS.find((kind) => change.part === kind || change.part.startsWith(`${kind}:`)) ?? "settings";
}

function sideName(side: Side): string {
  return side === "draft" ? t("draft") : t("version", { number: side });
}

export interface ChangesProps {
  slug: string;
  from: number | null;
  to: Side | null;
  revision: number;
  /** The draft: it knows the titles of most of what changed. */
  parts: Parts;
}

export function Changes({ slug, from, to, revision, parts }: ChangesProps) {
  const diff = useDiff(slug, from, to, revision);
  if (from === null || to === null) {
    return (
      <section className="vchanges">
        <EmptyState title={t("oneOnly")}>{t("oneOnlyText")}</EmptyState>
      </section>
    );
  }
  const changes = diff.data ?? [];
  return (
    <section className="vchanges" aria-label={t("compare")}>
      <div className="row vhead">
        <Chip tone="line">{sideName(from)}</Chip>
        <Icon name="forward" className="t3" />
        <Chip tone="line">{sideName(to)}</Chip>
        <span className="grow" />
        {diff.data !== undefined && <span className="strong">{t("changes", { count: changes.length })}</span>}
      </div>
      <div className="vbody">
        {diff.isPending && <Skeleton rows={5} what={t("loading")} round={false} />}
        {diff.isError && <Banner tone="bad">{diff.error.message}</Banner>}
        {diff.data !== undefined && changes.length === 0 && <EmptyState title={t("same")}>{t("sameText")}</EmptyState>}
        {KINDS.map((kind) => {
          const own = changes.filter((change) => kindOf(change) === kind);
          if (own.length === 0) return null;
          return (
            <div key={kind}>
              <h2 className="gh">
                {t(kind)} <span className="t3">{own.length}</span>
              </h2>
              <ul className="cl2">
                {own.map((change) => (
                  <Change key={change.part} change={change} body={parts.get(change.part)} />
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </section>
  );
}

const FORMS = {
  added: { tone: "a", icon: "add" },
  changed: { tone: "c", icon: "edit" },
  removed: { tone: "d", icon: "minus" },
} satisfies Record<PartChange["change"], { tone: string; icon: "add" | "edit" | "minus" }>;

const PLACES_SHOWN = 12;

function Change({ change, body }: { change: PartChange; body: Json | undefined }) {
  const form = FORMS[change.change];
  const name = change.part === "settings" ? t("settings") : (titleAt(body, "") ?? change.part.slice(change.part.indexOf(":") + 1));
  // Where things stand on the canvas says nothing about what the bot does.
  const places = change.places.filter((place) => !/\/(x|y)$/.test(place.path));
  return (
    <li>
      <span className={`ci ${form.tone}`}>
        <Icon name={form.icon} label={t(change.change)} />
      </span>
      <div className="grow">
        <div className="strong clip">{name}</div>
        {places.slice(0, PLACES_SHOWN).map((place) => (
          <div key={place.path} className="df">
            <span className="t3">{placeName(place.path, body)}</span>
            {place.old !== undefined && <del>{shown(place.old)}</del>}
            {place.new !== undefined && <ins>{shown(place.new)}</ins>}
          </div>
        ))}
        {places.length > PLACES_SHOWN && <div className="small t3">{t("moreChanges", { count: places.length - PLACES_SHOWN })}</div>}
      </div>
    </li>
  );
}

function titleAt(body: Json | undefined, path: string): string | null {
  const found = body === undefined ? undefined : valueAt(body, path);
  const title = isJsonObject(found) ? found["title"] : undefined;
  return typeof title === "string" && title !== "" ? title : null;
}

/** "/nodes/n2/steps/s1/config/message" → "node Too far away, message". */
function placeName(path: string, body: Json | undefined): string {
  const names = segments(path).filter((name) => name !== "config");
  const id = names[0] === "nodes" ? names[1] : undefined;
  const node = id === undefined ? undefined : (titleAt(body, pointer("nodes", id)) ?? id);
  const last = names.at(-1) ?? "";
  if (node === undefined) return names.join(" · ");
  return names.length > 2 ? `${t("nodeAt", { name: node })}, ${last}` : t("nodeAt", { name: node });
}

const MOST_LETTERS = 240;

function shown(value: Json): string {
  if (isJsonArray(value) && value.every((entry) => typeof entry === "string")) return value.join(", ");
  const title = isJsonObject(value) ? (value["title"] ?? value["text"] ?? value["name"] ?? value["value"]) : value;
  const text = typeof title === "string" ? title : JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
