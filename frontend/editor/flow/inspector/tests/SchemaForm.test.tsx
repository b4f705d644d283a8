// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { DraftClient } from "../../../api/draftClient";
import type { Finding } from "../../../api/types";
import { objectOf, withValue, type JsonObject } from "../../document/json";
import { segmentsOf } from "../../document/pointer";
import { CATALOGUE, PARTS } from "../../document/tests/sample";
import { EditorContext } from "../../store/context";
import { Editor } from "../../store/editor";
import { FormContext, type PlacedFinding } from "../form/scope";
import { SchemaForm } from "../form/SchemaForm";

afterEach(cleanup);

// The window of these tests has no layout, so nothing can be scrolled.
Element.prototype.scrollIntoView = () => undefined;

let config: JsonObject = {};

function Bench({ schema, start, findings }: { schema: JsonObject; start: JsonObject; findings: readonly PlacedFinding[] }) {
  const [value, setValue] = useState(start);
  const [editor] = useState(() => {
    const made = new Editor(new DraftClient("pizza"), CATALOGUE);
    made.set({ parts: PARTS });
    return made;
  });
  config = value;
  const scope = {
    config: value,
    language: "en",
    defaultLanguage: "en",
    languages: ["en"],
    edit: (path: string, next: JsonObject[string] | undefined) => setValue((before) => withValue(before, segmentsOf(path), next)),
    leave: () => undefined,
    refusal: () => undefined,
    findings,
    targetOf: () => undefined,
  };
  return (
    <QueryClientProvider client={new QueryClient()}>
      <EditorContext value={editor}>
        <FormContext value={scope}>
          <SchemaForm schema={schema} value={objectOf(value)} path="" rich="any" />
        </FormContext>
      </EditorContext>
    </QueryClientProvider>
  );
}

function show(properties: JsonObject, start: JsonObject = {}, findings: readonly PlacedFinding[] = []) {
  return render(<Bench schema={{ properties, required: Object.keys(start) }} start={start} findings={findings} />);
}

describe("a form made of a schema", () => {
  it("shows a field when what it goes with is chosen", async () => {
    show({ do: { enum: ["append", "clear", "sort", "reverse"], title: "What to do" }, value: { title: "Value", "x-widget": "value", "x-if": { do: ["append"] } } }, { do: "clear" });
    expect(screen.queryByLabelText(/^Value/)).toBeNull();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "What to do" }), "Add at the end");
    await userEvent.type(screen.getByRole("textbox", { name: /^Value/ }), "tea");
    expect(config).toEqual({ do: "append", value: "tea" });
  });

  it("has times in words, and keeps seconds", async () => {
    show({ wait: { type: "number", title: "Wait", "x-widget": "seconds" } }, { wait: 120 });
    expect(screen.getByRole("textbox", { name: /^Wait/ }).getAttribute("value")).toBe("2");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Unit" }), "hours");
    expect(config).toEqual({ wait: 7200 });
  });

  it("makes cards and their buttons out of lists inside lists", async () => {
    const button = { type: "object", required: ["title"], properties: { title: { title: "Button", "x-widget": "text" } } };
    const card = { type: "object", required: ["title"], properties: { title: { title: "Title", "x-widget": "text" }, actions: { type: "array", title: "Buttons", items: button } } };
    show({ items: { type: "array", title: "Cards", items: card } }, { items: [] });
    await userEvent.click(screen.getByRole("button", { name: "Add card" }));
    await userEvent.click(screen.getByRole("button", { name: "Add button" }));
    expect(config).toEqual({ items: [{ title: "Card 1", actions: [{ title: "Button 1" }] }] });
  });

  it("ticks kinds, and picks fixed values of any type without JSON", async () => {
    show({ accept: { type: "array", title: "Kinds", items: { enum: ["image", "pdf"] } }, value: { title: "Value", "x-widget": "value" } }, { accept: [], value: { literal: "" } });
    await userEvent.click(screen.getByRole("checkbox", { name: "Pictures" }));
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Kind of value" }), "Yes or no");
    await userEvent.click(screen.getByRole("button", { name: "No" }));
    expect(config).toEqual({ accept: ["image"], value: { literal: false } });
  });

  it("says at a field what is wrong with it", () => {
    const finding = { severity: "error", code: "type", pointer: "", flow: null, node: null, step: null, message: "“name” is a text." } satisfies Finding;
    show({ list: { type: "string", title: "List", "x-widget": "expression" }, other: { type: "string", title: "Other" } }, { list: "name * 2", other: "x" }, [{ place: "/list", finding }]);
    expect(screen.getAllByText("“name” is a text.")).toHaveLength(1);
  });
});

describe("completion in a field", () => {
  it("offers variables inside of braces, by keyboard", async () => {
    show({ text: { title: "Text", "x-widget": "text" } }, { text: "" });
    const field = screen.getByRole("textbox", { name: "Text" });
    await userEvent.type(field, "A {{{{ si");
    expect(screen.getByRole("option", { name: /size/ }).getAttribute("aria-selected")).toBe("true");
    expect(field.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option", { name: /size/ }).id);
    await userEvent.keyboard("{Enter}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(config).toEqual({ text: "A {{ size }}" });
  });
});
