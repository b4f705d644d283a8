/* Made from protocol/schema/bot.json by `npm run generate`. Do not edit. */

export type Id = string
export type Language = string
/**
 * Words in any language, or lists of words for each language.
 */
export type Words = (string[] | {
[k: string]: string[]
})
export type Step = {
config?: {
[k: string]: unknown
}
id: Id
interruptions?: ("allow" | "ask" | "block")
type: StepType
}
export type StepType = ("ask" | "branch" | "call_api" | "call_flow" | "choice" | "code" | "end" | "form" | "handoff" | "jump" | "listen" | "return" | "say" | "set" | "wait")
export type Trigger = ({
event?: string
intent?: string
keyword?: string
pattern?: string
start?: true
when?: Condition
} & Trigger1)
export type Trigger1 = {
[k: string]: unknown
}
/**
 * A text in the default language, or one text for each language.
 */
export type Localized = (string | {
[k: string]: string
})
export type NeutralMessage = {
/**
 * @maxItems 100
 */
actions?: Action[]
alt?: Localized
caption?: Localized
image?: Picture
/**
 * @maxItems 100
 */
items?: {
[k: string]: unknown
}[]
/**
 * @maxItems 100
 */
options?: Action[]
speak?: Localized
subtitle?: Localized
text?: Localized
title?: Localized
type: ("text" | "choice" | "image" | "audio" | "video" | "file" | "card" | "carousel" | "location" | "form" | "template" | "typing" | "wait" | "handoff" | "end" | "native")
url?: Localized
}

export interface Bot {
answers?: Answer[]
content?: Content[]
default_language: Language
entities?: Entity[]
flows?: Flow[]
format: "botbuilder/bot"
intents?: Intent[]
/**
 * @minItems 1
 */
languages: Language[]
name: string
settings?: {
ambiguity_margin?: number
identity?: ("signed" | "open")
intent_threshold?: number
public_events?: string[]
session_minutes?: number
stateless?: boolean
timezone?: string
}
stories?: Story[]
tests?: Test[]
variables?: Variable[]
version: 1
}
export interface Answer {
answers?: {
[k: string]: Message[]
}
contexts?: string[]
enabled?: boolean
id: Id
questions?: {
[k: string]: string[]
}
then?: {
flow: Id
node?: Id
}
}
/**
 * A text (default language), texts by language with options, content, or a neutral message.
 */
export interface Message {
[k: string]: unknown
}
export interface Content {
id: Id
message: Message
title?: string
}
export interface Entity {
case_sensitive?: boolean
description?: string
fuzzy?: number
kind: ("list" | "pattern" | "learned")
name: string
patterns?: string[]
sensitive?: boolean
values?: {
synonyms?: Words
value: string
}[]
}
export interface Flow {
description?: string
global?: boolean
id: Id
inputs?: string[]
kind?: ("normal" | "main" | "fallback" | "error" | "timeout" | "end")
nodes?: Node[]
notes?: Note[]
outputs?: string[]
start?: (null | Id)
title?: string
transitions?: Transition[]
triggers?: Trigger[]
}
export interface Node {
colour?: string
id: Id
/**
 * @maxItems 500
 */
steps?: Step[]
title?: string
x?: number
y?: number
}
export interface Note {
colour?: string
height?: number
id: Id
kind?: ("note" | "region")
text?: string
width?: number
x?: number
y?: number
}
export interface Transition {
id: Id
node: Id
output: string
points?: {
x: number
y: number
}[]
step?: (null | Id)
target: Id
title?: string
}
export interface Condition {
[k: string]: unknown
}
export interface Intent {
contexts?: string[]
description?: string
examples?: {
[k: string]: string[]
}
name: string
}
export interface Story {
at_start?: boolean
kind?: ("story" | "rule")
name: string
steps: StoryStep[]
then_wait?: boolean
when?: Condition
}
export interface StoryStep {
any?: true
bot?: Id
checkpoint?: string
entities?: ({

} | unknown[])
flow?: Id
form?: (string | null)
form_done?: true
/**
 * @minItems 1
 */
or?: StoryStep[]
said?: string
set?: {
[k: string]: unknown
}
user?: string
}
export interface Test {
calls?: {
body?: unknown
headers?: {
[k: string]: unknown
}
method?: string
status?: number
url: string
}[]
language?: Language
name: string
turns: {
advance?: number
choose?: string
data?: {
[k: string]: unknown
}
event?: string
expect?: (string | string[])
expect_content?: Id
expect_intent?: (string | null)
expect_variables?: {
[k: string]: unknown
}
say?: string
}[]
}
export interface Variable {
default?: unknown
description?: string
entity?: string
influences_policy?: boolean
input?: boolean
name: string
scope?: ("turn" | "flow" | "conversation" | "user" | "bot")
sensitive?: boolean
type?: ("text" | "number" | "boolean" | "date" | "list" | "object" | "any")
}
export interface Action {
description?: Localized
id?: string
image?: Localized
kind?: ("reply" | "postback" | "url" | "phone" | "location" | "share")
style?: ("primary" | "danger")
synonyms?: Words
title: Localized
url?: Localized
value?: (string | number | boolean | null)
}
export interface ContentReference {
content: Id
}
export interface Picture {
alt?: Localized
url?: Localized
}
export interface Option {
id: string
synonyms?: Words
title: Localized
value?: (string | number | boolean | null)
}
export interface SettingsPart {
default_language: Language
/**
 * @minItems 1
 */
languages: Language[]
name: string
settings?: {
ambiguity_margin?: number
identity?: ("signed" | "open")
intent_threshold?: number
public_events?: string[]
session_minutes?: number
stateless?: boolean
timezone?: string
}
}
export interface TextMessage {
/**
 * @maxItems 100
 */
options?: Option[]
text: Localized
}
