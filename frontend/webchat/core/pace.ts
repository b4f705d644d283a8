/** When messages that the bot "types" may be seen. The log has them already; they are only shown a little later. */

import type { ChatMessage } from "../../protocol/chat.ts";

const LONGEST = 10_000;

export class Pace {
  private readonly due = new Map<number, number>();
  private last = 0;

  /** New messages; each is typed after the one before it. A word of the visitor ends all waiting. */
  arrived(messages: readonly ChatMessage[], now: number): void {
    for (const { seq, from, content } of messages) {
      if (from === "user") {
        this.due.clear();
        this.last = now;
        continue;
      }
      this.last = Math.max(this.last, now) + Math.min(content.delay ?? 0, LONGEST);
      if (this.last > now) this.due.set(seq, this.last);
    }
  }

  /** Those that may be seen now, and the milliseconds until the next one may; 0 where nothing is held back. */
  shown(messages: readonly ChatMessage[], now: number): { messages: readonly ChatMessage[]; wait: number } {
    const held = messages.findIndex(({ seq }) => (this.due.get(seq) ?? 0) > now);
    if (held < 0) return { messages, wait: 0 };
    return { messages: messages.slice(0, held), wait: (this.due.get(messages[held]?.seq ?? 0) ?? now) - now };
  }
}
