/** Where the parts live that an import report names: `flow:order/nodes/n1`, `intent:greet`, `settings`. */
import { flowHref, placeHref } from "../../app/places";

export interface Target {
  readonly href: string;
  /** Its name, for the link. */
  readonly title: string;
}

/** Null where there is no page for it. */
export function targetOf(slug: string, target: string | null): Target | null {
  const known = /^(\w+)(?::([^/]+))?(?:\/(nodes|steps)\/([^/]+))?/.exec(target ?? "");
  const [, kind = "", name = "", inside, id] = known ?? [];
  const understanding = placeHref(slug, "understanding");
  switch (kind) {
    case "flow": {
      const at = inside === "nodes" ? { node: id ?? null } : inside === "steps" ? { step: id ?? null } : {};
      return name === "" ? null : { href: flowHref(slug, name, at), title: name };
    }
    case "intent":
      return { href: `${understanding}?intent=${encodeURIComponent(name)}`, title: name };
    case "entity":
      return { href: `${understanding}?view=entities&entity=${encodeURIComponent(name)}`, title: name };
    case "answer":
      return { href: placeHref(slug, "answers"), title: name };
    case "content":
      return { href: placeHref(slug, "content"), title: name };
    case "story":
      return { href: placeHref(slug, "stories"), title: name };
    case "table":
      return { href: placeHref(slug, "tables"), title: name };
    case "settings":
      return { href: placeHref(slug, "settings"), title: "" };
    default:
      return null;
  }
}
