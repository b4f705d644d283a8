import { markdown, type Block, type Inline } from "../protocol/markdown";

function Piece({ piece }: { piece: Inline }) {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "break":
      return <br />;
    case "code":
      return <code>{piece.text}</code>;
    case "link":
      return (
        <a href={piece.href} target="_blank" rel="noopener noreferrer">
          <Pieces pieces={piece.children} />
        </a>
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

function Pieces({ pieces }: { pieces: readonly Inline[] }) {
  return pieces.map((piece, index) => <Piece key={index} piece={piece} />);
}

function Paragraph({ block }: { block: Block }) {
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

/** What a bot writes, as the web chat shows it. Addresses of links have passed `safeUrl`. */
export function Markdown({ source }: { source: string }) {
  return markdown(source).map((block, index) => <Paragraph key={index} block={block} />);
}
