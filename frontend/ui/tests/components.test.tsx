// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it, vi } from "vitest";
import { Button, Dialog, IconButton, Menu, Segmented, TextField, toast, ToastHost } from "..";

afterEach(cleanup);

function WithDialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      {open && (
        <Dialog title="Delete pizza?" onClose={() => setOpen(false)} actions={<Button>Delete</Button>}>
          <TextField label="Type pizza" />
        </Dialog>
      )}
    </>
  );
}

it("a dialog holds the focus, closes with Esc and gives the focus back", async () => {
  const user = userEvent.setup();
  render(<WithDialog />);
  await user.click(screen.getByText("Open"));
  const dialog = screen.getByRole("dialog", { name: "Delete pizza?" });
  expect(dialog.contains(document.activeElement)).toBe(true);
  for (let press = 0; press < 7; press += 1) {
    await user.tab();
    expect(dialog.contains(document.activeElement)).toBe(true);
  }
  await user.tab({ shift: true });
  expect(dialog.contains(document.activeElement)).toBe(true);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(screen.getByText("Open"));
});

it("a dialog that comes by itself has the focus as soon as it can be seen", async () => {
  let show: (open: boolean) => void = () => undefined;
  function ByItself() {
    const [open, setOpen] = useState(false);
    show = setOpen;
    return (
      open && (
        <Dialog title="Delete pizza?" onClose={() => setOpen(false)}>
          <TextField label="Type pizza" />
        </Dialog>
      )
    );
  }
  const holder = document.body.appendChild(document.createElement("div"));
  const root = createRoot(holder);
  const wasInside = new Promise<boolean>((resolve) => {
    const seen = new MutationObserver(() => {
      const dialog = document.querySelector("[role=dialog]");
      if (dialog === null) return;
      seen.disconnect();
      resolve(dialog.contains(document.activeElement));
    });
    seen.observe(document.body, { childList: true });
  });
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false); // effects come when they come, as they do in a browser
  root.render(<ByItself />);
  setTimeout(() => show(true), 20);
  expect(await wasInside).toBe(true);
  root.unmount();
  holder.remove();
  vi.unstubAllGlobals();
});

it("a menu opens, walks by arrows and letters, chooses with Enter and gives the focus back", async () => {
  const user = userEvent.setup();
  const exported = vi.fn();
  render(
    <Menu
      label="More for Pizza"
      items={[
        { title: "Open", onSelect: () => undefined },
        { title: "Export", onSelect: exported },
        { title: "Delete", onSelect: () => undefined },
      ]}
      button={(ties) => <IconButton icon="more" label="More for Pizza" {...ties} />}
    />,
  );
  const button = screen.getByRole("button", { name: "More for Pizza" });
  button.focus();
  await user.keyboard("{Enter}");
  expect(document.activeElement?.textContent).toBe("Open");
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement?.textContent).toBe("Delete");
  await user.keyboard("e");
  expect(document.activeElement?.textContent).toBe("Export");
  await user.keyboard("{Enter}");
  expect(exported).toHaveBeenCalledOnce();
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(button);
});

it("a field ties its label, help and error to the control", () => {
  render(<TextField label="Name" help="Visitors see it." error="The bot needs a name." />);
  const field = screen.getByLabelText("Name");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
  expect(described).toEqual(["The bot needs a name.", "Visitors see it."]);
});

it("a segmented control says what is chosen", async () => {
  const chosen = vi.fn();
  const segments = [
    { value: "intents", title: "Intents" },
    { value: "entities", title: "Entities" },
  ];
  render(<Segmented label="Views" value="intents" segments={segments} onChange={chosen} />);
  expect(screen.getByRole("button", { name: "Intents" }).getAttribute("aria-pressed")).toBe("true");
  await userEvent.click(screen.getByRole("button", { name: "Entities" }));
  expect(chosen).toHaveBeenCalledWith("entities");
});

it("a toast is a status with one action that runs once and goes", async () => {
  const undo = vi.fn();
  render(<ToastHost />);
  toast("Example deleted.", { title: "Undo", run: undo });
  expect((await screen.findByText("Example deleted.")).closest("[role=status]")).not.toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText("Example deleted.")).toBeNull();
});
