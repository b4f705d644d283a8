import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Action } from "../../protocol/messages.ts";
import { labels, type Labels } from "../labels/en.ts";

export interface ChatContext {
  labels: Labels;
  /** Where relative addresses of pictures and files lead: the server of the chat, not the page it is embedded in. */
  base: string;
  /** Sends a tapped reply; `seq` is the number of the message it stood in. */
  tap: (action: Action, seq: number) => void;
}

export const Chat = createContext<ChatContext>({ labels, base: "", tap: () => undefined });

export function useChat(): ChatContext {
  return useContext(Chat);
}
