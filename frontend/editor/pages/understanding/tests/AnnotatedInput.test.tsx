// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setLanguage } from "../../../../ui/i18n";
import { AnnotatedInput } from "../AnnotatedInput";
import { parseExample, writeExample } from "../annotations";
import type { EntityRow } from "../draftView";

const entity = (name: string): EntityRow => ({ name, kind: "list", values: [], patterns: [] });
let written = "";

function Field({ source, onPasteLines }: { source: string; onPasteLines?: (text: string) => void }) {
  const [value, setValue] = useState(parseExample(source));
  return (
    <AnnotatedInput
      label="Example"
      value={value}
      entities={[entity("size"), entity("topping")]}
      onChange={setValue}
      onEnter={() => (written = writeExample(value))}
      onPasteLines={onPasteLines}
    />
  );
}

function select(start: number, end: number): HTMLElement {
  const input = screen.getByLabelText("Example");
  if (input instanceof HTMLInputElement) input.setSelectionRange(start, end);
  fireEvent.select(input);
  return input;
}

beforeEach(() => {
  setLanguage("en");
  written = "";
});
afterEach(cleanup);

it("marks the selected words by key, and Enter keeps them", async () => {
  render(<Field source="a big salami pizza" />);
  fireEvent.keyDown(select(2, 5), { code: "Digit1", altKey: true });
  fireEvent.keyDown(select(6, 12), { code: "Digit2", altKey: true });
  await userEvent.type(screen.getByLabelText("Example"), "{Enter}");
  expect(written).toBe("a [big](size) [salami](topping) pizza");
});

it("marks by pointer, and takes a mark away again", async () => {
  render(<Field source="a [big](size) pizza" />);
  const input = select(2, 5);
  await userEvent.click(screen.getByRole("button", { name: /Not an entity/ }));
  await userEvent.type(input, "{Enter}");
  expect(written).toBe("a big pizza");
});

it("hands over many lines and keeps one line to itself", () => {
  const lines = vi.fn();
  render(<Field source="" onPasteLines={lines} />);
  const input = screen.getByLabelText("Example");
  fireEvent.paste(input, { clipboardData: { getData: () => "hello" } });
  expect(lines).not.toHaveBeenCalled();
  fireEvent.paste(input, { clipboardData: { getData: () => "hello\nhi" } });
  expect(lines).toHaveBeenCalledWith("hello\nhi");
});
