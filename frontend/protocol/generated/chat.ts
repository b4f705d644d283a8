/* Made from protocol/schema/chat.json by `npm run generate`. Do not edit. */

export type ClientFrame = (Hello | ClientMessage | ClientEvent | ClientTyping | ClientRead | ClientFeedback)
export type ServerFrame = (Welcome | Ack | ServerMessage | Stream | ServerTyping | Handoff | Error | Bye)

export interface Chat {
[k: string]: unknown
}
export interface Ack {
duplicate: boolean
id: string
seq: number
type: "ack"
}
export interface BotInfo {
emblem: string
language: string
name: string
slug: string
}
export interface Bye {
retry_after: number
type: "bye"
}
export interface ChatMessage {
client_id?: string
content: {
[k: string]: unknown
}
from: ("user" | "bot" | "agent")
seq: number
}
export interface ClientEvent {
data?: {
[k: string]: unknown
}
id: string
name: string
type: "event"
}
export interface ClientFeedback {
id: string
reason?: string
seq: number
type: "feedback"
value: number
}
export interface Hello {
after?: number
conversation?: string
epoch?: number
id?: string
language?: string
token?: string
type: "hello"
user?: string
user_jwt?: string
variables?: {
[k: string]: unknown
}
}
export interface ClientMessage {
id: string
payload?: Payload
text?: string
type: "message"
}
/**
 * What a tap sends: its option, or several, or tokens of files; and the number of the message that asked.
 */
export interface Payload {
files?: string[]
option?: string
options?: string[]
seq?: number
value?: string
}
export interface ClientTyping {
on: boolean
type: "typing"
}
export interface ClientRead {
seq: number
type: "read"
}
export interface Error {
code: string
detail: string
id?: string
retry_after?: number
type: "error"
}
export interface Handoff {
agent?: string
state: string
type: "handoff"
}
export interface Welcome {
bot: BotInfo
conversation: string
epoch: number
last_seq: number
messages: ChatMessage[]
reset: boolean
token: string
type: "welcome"
}
export interface ServerMessage {
client_id?: string
content: {
[k: string]: unknown
}
from: ("user" | "bot" | "agent")
seq: number
stream?: string
type: "message"
}
export interface Stream {
id: string
index?: number
reset?: boolean
text?: string
type: "stream"
}
export interface ServerTyping {
on: boolean
type: "typing"
}
