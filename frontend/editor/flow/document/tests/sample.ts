import { readCatalogue } from "../catalogue";
import { partsOf } from "../model";

/** A small pizza bot and the step types it uses. */
export const CATALOGUE = readCatalogue([
  { type: "say", title: "Say", category: "say", outputs: [{ id: "next", title: "Next" }], schema: { required: ["message"], properties: { message: { "x-widget": "message" } } } },
  {
    type: "choice",
    title: "Ask with options",
    category: "ask",
    waits: true,
    outputs: [{ each: "/options", title_from: "title" }, { id: "else", title: "Anything else" }, { id: "timeout", title: "No answer", when: "timeout" }],
    schema: { required: ["message", "options"], properties: { message: { "x-widget": "message" }, options: { type: "array" } } },
  },
  { type: "branch", title: "Branch", category: "logic", outputs: [{ each: "/rules", title_from: "when" }, { id: "else", title: "Else" }], schema: {} },
  { type: "end", title: "End", category: "logic", outputs: [], schema: {} },
]);

export const OPTIONS = [
  { id: "l", title: "Large" },
  { id: "s", title: { en: "Small", fr: "Petite" } },
];

export const BOT = {
  format: "botbuilder/bot",
  version: 1,
  name: "Pizza",
  languages: ["en", "fr"],
  default_language: "en",
  settings: { session_minutes: 30 },
  variables: [{ name: "size", type: "text", scope: "conversation" }],
  intents: [{ name: "order", examples: { en: ["a pizza"] } }],
  flows: [
    {
      id: "order",
      title: "Order a pizza",
      kind: "normal",
      start: "hello",
      triggers: [{ intent: "order" }],
      nodes: [
        { id: "hello", title: "Hello", x: 0, y: 0, steps: [{ id: "s1", type: "say", config: { message: "Ciao" } }] },
        {
          id: "size",
          title: "Size",
          x: 320,
          y: 0,
          steps: [
            { id: "s2", type: "say", config: { message: "Let us begin" } },
            { id: "s3", type: "choice", config: { message: "What size?", options: OPTIONS } },
          ],
        },
        { id: "done", title: "Done", x: 640, y: 0, steps: [{ id: "s4", type: "end", config: {} }] },
      ],
      transitions: [
        { id: "t1", node: "hello", step: null, output: "next", target: "size" },
        { id: "t2", node: "size", step: "s3", output: "l", target: "done" },
        { id: "t3", node: "size", step: "s3", output: "s", target: "hello" },
      ],
      notes: [],
    },
    { id: "main", title: "Main", kind: "main", triggers: [], nodes: [], transitions: [], notes: [] },
  ],
};

export const PARTS = partsOf(BOT);
