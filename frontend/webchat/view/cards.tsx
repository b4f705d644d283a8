import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CardMessage, CarouselMessage } from "../../protocol/messages.ts";
import { safeUrl } from "../../protocol/markdown.ts";
import { fill } from "../labels/index.ts";
import { ActionButton } from "./actions.tsx";
import { useChat } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Markdown } from "./Markdown.tsx";

export function Card({ card, seq }: { card: Omit<CardMessage, "type">; seq: number }): JSX.Element {
  const picture = card.image ? safeUrl(card.image.url, useChat().base) : null;
  return (
    <article class="card">
      {picture === null ? null : <img src={picture} alt={card.image?.alt ?? ""} loading="lazy" />}
      <div class="card-body">
        <h3>{card.title}</h3>
        {card.subtitle ? <p class="sub">{card.subtitle}</p> : null}
        {card.text ? <Markdown source={card.text} /> : null}
      </div>
      {card.actions?.map((action, index) => (
        <ActionButton key={index} action={action} seq={seq} look="card-action" />
      ))}
    </article>
  );
}

/** A row of cards: a list that scrolls sideways, with buttons for those who do not swipe. */
export function Carousel({ content, seq }: { content: CarouselMessage; seq: number }): JSX.Element {
  const { labels } = useChat();
  const row = useRef<HTMLUListElement>(null);
  const [edge, setEdge] = useState({ start: true, end: true });
  const look = (): void => {
    const list = row.current;
    if (!list) return;
    const past = Math.abs(list.scrollLeft);
    setEdge({ start: past < 8, end: past + list.clientWidth > list.scrollWidth - 8 });
  };
  useLayoutEffect(() => {
    const list = row.current;
    if (!list || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(look);
    watch.observe(list);
    return () => watch.disconnect();
  }, []);
  const turn = (direction: 1 | -1): void => {
    const list = row.current;
    const card = list?.firstElementChild;
    if (!list || !card) return;
    const sign = getComputedStyle(list).direction === "rtl" ? -1 : 1;
    list.scrollBy({ left: direction * sign * (card.clientWidth + 10) });
  };
  return (
    <div class="carousel" role="group" aria-label={fill(labels.cards, { count: content.items.length })}>
      <ul ref={row} onScroll={look} tabIndex={0}>
        {content.items.map((card, index) => (
          <li key={index}>
            <Card card={card} seq={seq} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="turn back"
        aria-label={labels.previous}
        disabled={edge.start}
        onClick={() => turn(-1)}
      >
        <Icon name="back" />
      </button>
      <button type="button" class="turn forth" aria-label={labels.next} disabled={edge.end} onClick={() => turn(1)}>
        <Icon name="forth" />
      </button>
    </div>
  );
}
