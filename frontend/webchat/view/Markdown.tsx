import type { ComponentChildren, JSX } from "preact";
import { markdown, type Block, type Inline } from "../../protocol/markdown.ts";
import { useChat } from "./context.ts";

function Piece({ piece }: { piece: Inline }): JSX.Element | string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "break":
      return <br />;
    case "code":
      return <code>{piece.text}</code>;
    case "link":
      return (
        <Outside href={piece.href}>
          <Pieces pieces={piece.children} />
        </Outside>
      );
    default: {
      const Tag = piece.kind;
      return (
        <Tag>
          <Pieces pieces={piece.children} />
        </Tag>
      );
    }
  }
}

function Pieces({ pieces }: { pieces: readonly Inline[] }): JSX.Element {
  return (
    <>
      {pieces.map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </>
  );
}

/** A link that leaves the chat. The address has passed `safeUrl`. */
export function Outside({
  href,
  children,
  ...rest
}: {
  href: string;
  class?: string;
  children: ComponentChildren;
}): JSX.Element {
  const { labels } = useChat();
  const isPage = /^https?:/.test(href);
  return (
    <a href={href} {...(isPage ? { target: "_blank", rel: "noopener noreferrer" } : {})} {...rest}>
      {children}
      {isPage ? <span class="sr"> ({labels.newTab})</span> : null}
    </a>
  );
}

function Paragraph({ block }: { block: Block }): JSX.Element {
  if (block.kind === "code") {
    return (
      <pre tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    );
  }
  if (block.kind === "paragraph") {
    return (
      <p>
        <Pieces pieces={block.children} />
      </p>
    );
  }
  const items = block.items.map((item, index) => (
    <li key={index}>
      <Pieces pieces={item} />
    </li>
  ));
  return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

export function Markdown({ source }: { source: string }): JSX.Element {
  return (
    <>
      {markdown(source).map((block, index) => (
        <Paragraph key={index} block={block} />
      ))}
    </>
  );
}
