import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Action, Payload, SentFile } from "../../protocol/messages.ts";
import type { Upload } from "../core/upload.ts";
import { labels, type Labels } from "../labels/en.ts";

export interface ChatContext {
  labels: Labels;
  /** Where relative addresses of pictures and files lead: the server of the chat, not the page it is embedded in. */
  base: string;
  /** Sends a tapped reply; `seq` is the number of the message it stood in. */
  tap: (action: Action, seq: number) => void;
  /** Sends what a control has gathered; `title` is what the visitor's bubble shows. */
  send: (title: string, payload: Payload, files?: SentFile[]) => void;
  /** Sends a file to be kept for this conversation. */
  upload: (file: File, progress: (share: number) => void) => Upload;
  /** The visitor's language, for days. */
  language: string;
}

const nowhere = (): Upload => ({ done: Promise.reject(new Error("no chat")), cancel: () => undefined });

export const Chat = createContext<ChatContext>({
  labels,
  base: "",
  tap: () => undefined,
  send: () => undefined,
  upload: nowhere,
  language: "en",
});

export function useChat(): ChatContext {
  return useContext(Chat);
}
