/* Made from protocol/schema/bot.json by `npm run generate`. Do not edit. */

export type Id = string
/**
 * Wordings for a case: said instead where their condition holds, or on their channels.
 * 
 * @maxItems 100
 */
export type Variants = {
channels?: string[]
message: Message
when?: Condition
}[]
/**
 * @maxItems 100
 */
export type Variations = Message[]
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
export type StepType = string
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
 * Address of your Rasa action server, like https://actions.example.org/webhook; secrets as {{ secret.name }}.
 */
export type ActionServer = string
/**
 * Two flows closer than this are both offered to the visitor.
 */
export type AsGoodAsEqual = number
/**
 * Confidence that an answer needs when nothing waits. Not set: the same as an intent.
 */
export type SureEnoughToGiveAnAnswer = number
/**
 * Said between an interrupting flow and the question it interrupted. No: nothing is said.
 */
export type WordsOnTheWayBack = (boolean | Localized)
/**
 * A text in the default language, or one text for each language.
 */
export type Localized = (string | {
[k: string]: string
})
/**
 * All variables of the conversation, none, or those in a list.
 */
export type ANewSessionStillKnows = (boolean | string[])
/**
 * Messages of the visitor after it is over.
 */
export type AFlowStaysAContextFor = number
/**
 * By cross-validation and the bot's tests, so that you see what it changed.
 */
export type EvaluateAfterEachTraining = boolean
/**
 * Confidence at which they come before everything.
 */
export type SureEnoughForGlobalFlows = number
/**
 * So many messages in a row that nobody could use. 0: never.
 */
export type AskForAPersonAfter = number
/**
 * Empty: the bot says so in its own words and hands over.
 */
export type ByThisFlow = (null | Id)
export type ToThisQueue = string
/**
 * Counts if your server has signed it, or always: then anybody may say anything.
 */
export type WhoVisitorsSayTheyAre = ("signed" | "open")
/**
 * Confidence that an intent or answer needs when nothing waits.
 */
export type SureEnoughToBegin = number
/**
 * A variable of the conversation or of the visitor.
 */
export type TheVisitorHasAgreedWhereThisIsTrue = string
/**
 * After so many it goes by itself.
 */
export type Days = number
/**
 * Always, where the visitor has agreed, or never.
 */
export type KeepIt = ("on" | "consent" | "off")
export type TakenOutBeforeItIsKept = ("email" | "phone" | "card")[]
/**
 * Confidence under which also what was taken is kept.
 */
export type NotSureBelow = number
/**
 * “Check my balance and transfer 20”: the trace and `said.parts` say what each part is about.
 */
export type SeveralMattersInOneMessage = boolean
/**
 * Confidence against a question that any text answers.
 */
export type SureEnoughToInterrupt = number
/**
 * @maxItems 200
 */
export type WordsThatAllowThemAgain = string[]
/**
 * Not set: the usual words of the bot's languages. An empty list: none.
 * 
 * @maxItems 200
 */
export type WordsThatEndAllMessages = string[]
/**
 * “detected”: by words that no example has. “taught”: an intent has examples of it, so that unknown words alone speak less against a message.
 */
export type WhatTheBotIsNotFor = ("detected" | "taught")
/**
 * Confidence against a reply that holds what was asked for.
 */
export type SureEnoughToOverrule = number
/**
 * All others come from your server or from the bot itself.
 */
export type EventsThatAPageMaySend = string[]
/**
 * Minutes of silence.
 */
export type ASessionEndsAfter = number
/**
 * Nothing is remembered between messages but what is kept for the visitor.
 */
export type EachMessageOnItsOwn = boolean
/**
 * How many things “Did you mean…” offers. 0: it is never asked.
 */
export type Suggestions = number
/**
 * For example Europe/Paris.
 */
export type TimeZone = string
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
ms?: number
multiple?: boolean
/**
 * @maxItems 100
 */
options?: Action[]
placeholder?: Localized
speak?: Localized
subtitle?: Localized
text?: Localized
title?: Localized
type: ("text" | "choice" | "image" | "audio" | "video" | "file" | "card" | "carousel" | "location" | "form" | "template" | "typing" | "wait" | "handoff" | "end" | "native" | "request")
url?: Localized
}
/**
 * Address of your Rasa action server, like https://actions.example.org/webhook; secrets as {{ secret.name }}.
 */
export type ActionServer1 = string
/**
 * Two flows closer than this are both offered to the visitor.
 */
export type AsGoodAsEqual1 = number
/**
 * Confidence that an answer needs when nothing waits. Not set: the same as an intent.
 */
export type SureEnoughToGiveAnAnswer1 = number
/**
 * Said between an interrupting flow and the question it interrupted. No: nothing is said.
 */
export type WordsOnTheWayBack1 = (boolean | Localized)
/**
 * All variables of the conversation, none, or those in a list.
 */
export type ANewSessionStillKnows1 = (boolean | string[])
/**
 * Messages of the visitor after it is over.
 */
export type AFlowStaysAContextFor1 = number
/**
 * By cross-validation and the bot's tests, so that you see what it changed.
 */
export type EvaluateAfterEachTraining1 = boolean
/**
 * Confidence at which they come before everything.
 */
export type SureEnoughForGlobalFlows1 = number
/**
 * So many messages in a row that nobody could use. 0: never.
 */
export type AskForAPersonAfter1 = number
/**
 * Empty: the bot says so in its own words and hands over.
 */
export type ByThisFlow1 = (null | Id)
export type ToThisQueue1 = string
/**
 * Counts if your server has signed it, or always: then anybody may say anything.
 */
export type WhoVisitorsSayTheyAre1 = ("signed" | "open")
/**
 * Confidence that an intent or answer needs when nothing waits.
 */
export type SureEnoughToBegin1 = number
/**
 * A variable of the conversation or of the visitor.
 */
export type TheVisitorHasAgreedWhereThisIsTrue1 = string
/**
 * After so many it goes by itself.
 */
export type Days1 = number
/**
 * Always, where the visitor has agreed, or never.
 */
export type KeepIt1 = ("on" | "consent" | "off")
export type TakenOutBeforeItIsKept1 = ("email" | "phone" | "card")[]
/**
 * Confidence under which also what was taken is kept.
 */
export type NotSureBelow1 = number
/**
 * “Check my balance and transfer 20”: the trace and `said.parts` say what each part is about.
 */
export type SeveralMattersInOneMessage1 = boolean
/**
 * Confidence against a question that any text answers.
 */
export type SureEnoughToInterrupt1 = number
/**
 * @maxItems 200
 */
export type WordsThatAllowThemAgain1 = string[]
/**
 * Not set: the usual words of the bot's languages. An empty list: none.
 * 
 * @maxItems 200
 */
export type WordsThatEndAllMessages1 = string[]
/**
 * “detected”: by words that no example has. “taught”: an intent has examples of it, so that unknown words alone speak less against a message.
 */
export type WhatTheBotIsNotFor1 = ("detected" | "taught")
/**
 * Confidence against a reply that holds what was asked for.
 */
export type SureEnoughToOverrule1 = number
/**
 * All others come from your server or from the bot itself.
 */
export type EventsThatAPageMaySend1 = string[]
/**
 * Minutes of silence.
 */
export type ASessionEndsAfter1 = number
/**
 * Nothing is remembered between messages but what is kept for the visitor.
 */
export type EachMessageOnItsOwn1 = boolean
/**
 * How many things “Did you mean…” offers. 0: it is never asked.
 */
export type Suggestions1 = number
/**
 * For example Europe/Paris.
 */
export type TimeZone1 = string

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
action_server?: ActionServer
ambiguity_margin?: AsGoodAsEqual
answer_threshold?: SureEnoughToGiveAnAnswer
bridge?: WordsOnTheWayBack
carry_over?: ANewSessionStillKnows
context_turns?: AFlowStaysAContextFor
evaluation?: Evaluation
global_threshold?: SureEnoughForGlobalFlows
handoff_after?: AskForAPersonAfter
handoff_flow?: ByThisFlow
handoff_queue?: ToThisQueue
identity?: WhoVisitorsSayTheyAre
intent_threshold?: SureEnoughToBegin
learning?: LearningFromUse
nlu?: Understanding
open_threshold?: SureEnoughToInterrupt
opt_in_words?: WordsThatAllowThemAgain
opt_out_words?: WordsThatEndAllMessages
out_of_scope?: WhatTheBotIsNotFor
part_threshold?: SureEnoughToOverrule
public_events?: EventsThatAPageMaySend
session_minutes?: ASessionEndsAfter
stateless?: EachMessageOnItsOwn
suggestions?: Suggestions
timezone?: TimeZone
}
stories?: Story[]
tables?: Table[]
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
variants?: Variants
variations?: Variations
}
export interface Condition {
[k: string]: unknown
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
inputs?: (string | {
default?: unknown
name: string
required?: boolean
title?: string
type?: ("any" | "text" | "number" | "boolean" | "date" | "list" | "object")
})[]
kind?: ("normal" | "main" | "fallback" | "error" | "timeout" | "end")
nodes?: Node[]
notes?: Note[]
outputs?: (string | {
default?: unknown
name: string
required?: boolean
title?: string
type?: ("any" | "text" | "number" | "boolean" | "date" | "list" | "object")
})[]
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
export interface Intent {
contexts?: string[]
description?: string
examples?: {
[k: string]: string[]
}
name: string
}
export interface Evaluation {
after_training?: EvaluateAfterEachTraining
}
/**
 * What visitors said and the bot did not take, or not surely, is kept to be labelled.
 */
export interface LearningFromUse {
consent?: TheVisitorHasAgreedWhereThisIsTrue
days?: Days
keep?: KeepIt
redact?: TakenOutBeforeItIsKept
unsure_below?: NotSureBelow
}
export interface Understanding {
several?: SeveralMattersInOneMessage
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
export interface Table {
/**
 * @minItems 1
 * @maxItems 100
 */
columns: {
name: string
required?: boolean
title?: string
type?: ("text" | "number" | "boolean" | "date" | "list" | "object" | "any")
}[]
description?: string
name: string
title?: string
}
export interface Test {
calls?: ({
[k: string]: unknown
} & {
body?: unknown
failed?: string
flow?: Id
headers?: {
[k: string]: unknown
}
method?: string
set?: {
[k: string]: unknown
}
status?: number
url?: string
})[]
exact?: boolean
language?: Language
name: string
turns: {
advance?: number
agent?: ("takeover" | "say" | "release" | "unavailable")
choose?: (string | string[])
complete_form?: Id
data?: {
[k: string]: unknown
}
event?: string
expect?: (string | string[])
expect_content?: Id
expect_entities?: ExpectedEntity[]
expect_flow?: Id
expect_intent?: (string | null)
expect_variables?: {
[k: string]: unknown
}
expect_waiting?: (null | Id)
say?: string
set?: {
[k: string]: unknown
}
}[]
}
export interface ExpectedEntity {
entity: (string | string[])
group?: string
role?: string
text?: string
value?: unknown
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
description?: Localized
id: string
image?: Localized
intent?: string
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
action_server?: ActionServer1
ambiguity_margin?: AsGoodAsEqual1
answer_threshold?: SureEnoughToGiveAnAnswer1
bridge?: WordsOnTheWayBack1
carry_over?: ANewSessionStillKnows1
context_turns?: AFlowStaysAContextFor1
evaluation?: Evaluation1
global_threshold?: SureEnoughForGlobalFlows1
handoff_after?: AskForAPersonAfter1
handoff_flow?: ByThisFlow1
handoff_queue?: ToThisQueue1
identity?: WhoVisitorsSayTheyAre1
intent_threshold?: SureEnoughToBegin1
learning?: LearningFromUse1
nlu?: Understanding1
open_threshold?: SureEnoughToInterrupt1
opt_in_words?: WordsThatAllowThemAgain1
opt_out_words?: WordsThatEndAllMessages1
out_of_scope?: WhatTheBotIsNotFor1
part_threshold?: SureEnoughToOverrule1
public_events?: EventsThatAPageMaySend1
session_minutes?: ASessionEndsAfter1
stateless?: EachMessageOnItsOwn1
suggestions?: Suggestions1
timezone?: TimeZone1
}
}
export interface Evaluation1 {
after_training?: EvaluateAfterEachTraining1
}
/**
 * What visitors said and the bot did not take, or not surely, is kept to be labelled.
 */
export interface LearningFromUse1 {
consent?: TheVisitorHasAgreedWhereThisIsTrue1
days?: Days1
keep?: KeepIt1
redact?: TakenOutBeforeItIsKept1
unsure_below?: NotSureBelow1
}
export interface Understanding1 {
several?: SeveralMattersInOneMessage1
}
export interface TextMessage {
/**
 * @maxItems 100
 */
options?: Option[]
text: Localized
}
