import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { RequestMessage, SentFile } from "../../protocol/messages.ts";
import { UploadError, type Upload as Running, type Uploaded } from "../core/upload.ts";
import { fill } from "../labels/index.ts";
import { useChat } from "./context.ts";
import { Icon } from "./icons.tsx";

const LIMIT = 10 * 1024 * 1024;

/** The files one after the other; resolves with what the server has kept, rejects at the first that it does not take. */
async function sendAll(
  files: readonly File[],
  start: (file: File, progress: (share: number) => void) => Running,
  watch: (file: File, share: number, running: Running) => void,
): Promise<Uploaded[]> {
  const sent: Uploaded[] = [];
  for (const file of files) {
    if (file.size > LIMIT) throw new UploadError("too-large");
    const running = start(file, (share) => watch(file, share, running));
    watch(file, 0, running);
    sent.push(await running.done);
  }
  return sent;
}

interface Progress {
  name: string;
  share: number;
  cancel: () => void;
}

/** Asks for files: chosen or dropped, with progress, and a word on what did not work. */
export function Upload({ content, seq }: { content: RequestMessage; seq: number }): JSX.Element {
  const { labels, send, upload } = useChat();
  const field = useRef<HTMLInputElement>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState("");
  const [isOver, setOver] = useState(false);
  const most = content.most ?? 1;
  // A question that is gone takes its upload with it.
  const running = useRef<Running | null>(null);
  useEffect(() => () => running.current?.cancel(), []);

  const why = (code: string): string =>
    code === "too-large" ? labels.fileTooLarge : code === "file-type" ? labels.fileKind : labels.fileFailed;
  const take = async (list: FileList | null | undefined): Promise<void> => {
    const files = [...(list ?? [])].slice(0, most);
    if (files.length === 0 || progress) return;
    setProblem("");
    let name = files[0]?.name ?? "";
    try {
      const sent = await sendAll(files, upload, (file, share, now) => {
        name = file.name;
        running.current = now;
        setProgress({ name, share, cancel: now.cancel });
      });
      const kept: SentFile[] = sent.map(({ file }) => file);
      send(kept.map((file) => file.name).join(", "), { files: sent.map(({ token }) => token), seq }, kept);
    } catch (error) {
      const code = error instanceof UploadError ? error.code : "";
      if (code !== "cancelled") setProblem(fill(why(code), { name }));
    } finally {
      running.current = null;
      setProgress(null);
    }
  };

  if (progress) {
    return (
      <div class="control row" role="status">
        <label class="sending">
          {fill(labels.uploading, { name: progress.name })}
          <progress max={1} value={progress.share} />
        </label>
        <button type="button" class="go quiet" onClick={progress.cancel}>
          {labels.cancel}
        </button>
      </div>
    );
  }
  return (
    <div
      class={isOver ? "control drop over" : "control drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer?.files);
      }}
    >
      <input
        ref={field}
        type="file"
        class="sr"
        tabIndex={-1}
        aria-hidden="true"
        accept={content.accept?.map((type) => (type.endsWith("/") ? `${type}*` : type)).join(",")}
        multiple={most > 1}
        onChange={(event) => void take(event.currentTarget.files)}
      />
      <button type="button" class="reply" onClick={() => field.current?.click()}>
        <Icon name="file" /> {most > 1 ? labels.chooseFiles : labels.chooseFile}
      </button>
      {problem ? (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
