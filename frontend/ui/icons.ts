/** The drawings of the studio on a 16 px grid: lines are stroked, entries of `fill` are filled.
 *  One drawing per word. A path is its `d`; `c:x,y,r` is a circle, `r:x,y,w,h,rx` a rectangle, `e:x,y,rx,ry` an ellipse. */
export interface Drawing {
  readonly lines: readonly string[];
  readonly fill?: readonly string[];
}

const line = (...lines: string[]): Drawing => ({ lines });
const mixed = (lines: string[], fill: string[]): Drawing => ({ lines, fill });

export const ICONS = {
  add: line("M8 3v10M3 8h10"),
  alert: line("c:8,8,5.5", "M8 5v3.5M8 10.8v.1"),
  all: line("r:2.5,2.5,4.5,4.5,1", "r:9,2.5,4.5,4.5,1", "r:2.5,9,4.5,4.5,1", "r:9,9,4.5,4.5,1"),
  analytics: line("M2.5 13.5v-4M6.2 13.5V6M9.8 13.5V8M13.5 13.5v-11"),
  answers: line("M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2z", "M6.4 6.1c.3-1.2 3-1.2 3 .3 0 1-1.4 1-1.4 1.8"),
  api: line("M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13"),
  ask: line("M2.5 3h11v8h-6L4.5 13.5V11h-2z", "M6.6 5.7c.3-1.2 2.9-1.1 2.9.3 0 1-1.4 1-1.4 1.7M8.1 9v.1"),
  attach: line("m12.5 7.5-5 5a3 3 0 0 1-4.2-4.2l5.5-5.5a2 2 0 0 1 2.8 2.8l-5.3 5.3a1 1 0 0 1-1.4-1.4L9.5 5"),
  back: line("M9.5 4.5 6 8l3.5 3.5"),
  branch: line("M2.5 8h3M5.5 8c3 0 2.5-4 5.5-4h2.5M5.5 8c3 0 2.5 4 5.5 4h2.5"),
  card: line("r:2.5,2.5,11,11,2", "M2.5 8h11M5 10.7h4"),
  channels: line("M5.5 2v3M10.5 2v3M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5V14"),
  check: line("m3 8.5 3.3 3.3L13 5"),
  choice: mixed(["M7 4.5h6.5M7 8h6.5M7 11.5h6.5", "c:3.8,8,1.3", "c:3.8,11.5,1.3"], ["c:3.8,4.5,1.3"]),
  clock: line("c:8,8,5.5", "M8 5v3l2 1.5"),
  close: line("m4 4 8 8M12 4l-8 8"),
  code: line("M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5"),
  content: line("r:2.5,2.5,11,4.5,1.2", "M2.5 10h11M2.5 13h7"),
  conversations: line("M2.5 3h7.5v5H6l-2 2V8H2.5z", "M12 6h1.5v5.5H12.5v2L10 11.5H7.5"),
  copy: line("r:5.5,5.5,8,8,1.5", "M3.5 10.5h-1v-8h8v1"),
  data: line("e:8,4.3,5,1.9", "M3 4.3v7.4c0 1 2.2 1.9 5 1.9s5-.9 5-1.9V4.3M3 8c0 1 2.2 1.9 5 1.9s5-.9 5-1.9"),
  delete: line("M3 4.5h10M6.5 4.5v-2h3v2M4.2 4.5l.6 9h6.4l.6-9M6.7 7v4M9.3 7v4"),
  down: line("m4.5 6.5 3.5 3.5 3.5-3.5"),
  download: line("M8 2.5v8M4.8 7.5l3.2 3 3.2-3M2.5 10.5v3h11v-3"),
  drag: mixed([], ["c:6,4,1", "c:10,4,1", "c:6,8,1", "c:10,8,1", "c:6,12,1", "c:10,12,1"]),
  edit: line("m3 13 .7-3 7-7 2.3 2.3-7 7z"),
  end: mixed([], ["r:4,4,8,8,1.5"]),
  filter: line("M2.5 4h11M4.5 8h7M6.5 12h3"),
  fit: line("M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"),
  flow: mixed(["c:3.5,4,1.75", "M5.25 4h3A2.25 2.25 0 0 1 10.5 6.25v3.5A2.25 2.25 0 0 0 12.5 12"], ["c:12.5,12,1.75"]),
  folder: line("M2 4.2A1.2 1.2 0 0 1 3.2 3h2.6l1.5 1.7h5.5A1.2 1.2 0 0 1 14 5.9v5.9a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 11.8z"),
  form: line("r:2.5,2.5,11,11,1.5", "M5 5.8h6M5 8h6M5 10.2h3"),
  forward: line("M6.5 4.5 10 8l-3.5 3.5"),
  hand: line("c:8,5.2,2.6", "M3 13.5c.4-3.2 2.5-4.3 5-4.3s4.6 1.1 5 4.3"),
  inbox: line("M2.5 9.5 4.5 3h7l2 6.5V13h-11z", "M2.5 9.5H6c.2 1.3 1 2 2 2s1.8-.7 2-2h3.5"),
  info: line("c:8,8,5.5", "M8 7.5V11M8 5.2v.1"),
  jump: line("M2.5 12.5V8a3 3 0 0 1 3-3h7.5M10 2l3 3-3 3"),
  key: line("c:5,11,2.5", "M6.8 9.2l6.2-6.2M10.5 5.5l2 2"),
  listen: line("M8 2.5v7M5.5 5v2.5M10.5 5v2.5M3 11.5c1.5 2 8.5 2 10 0"),
  lock: line("r:3.5,7,9,6.5,1.3", "M5.5 7V5a2.5 2.5 0 0 1 5 0v2"),
  minus: line("M3 8h10"),
  moon: line("M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6z"),
  more: mixed([], ["c:3.5,8,1.2", "c:8,8,1.2", "c:12.5,8,1.2"]),
  note: line("M3 3h10v6.5L9.5 13H3zM13 9.5H9.5V13"),
  offline: line("M2 6c3.5-3.3 8.5-3.3 12 0M4.5 9c2-1.8 5-1.8 7 0M8 12v.1M2.5 2.5l11 11"),
  open: line("M9.5 2.5h4v4M13.5 2.5 8 8M11.5 9.5v4h-9v-9h4"),
  person: line("c:8,5.2,2.6", "M3 13.5c.4-3.2 2.5-4.3 5-4.3s4.6 1.1 5 4.3"),
  play: mixed([], ["M5 3.2v9.6L12.5 8z"]),
  redo: line("m10.5 3 3 3-3 3M13.5 6H7a4 4 0 0 0 0 8h2"),
  restore: line("M3 8a5 5 0 1 1 1.6 3.7M3 12.5V9.5h3"),
  return: line("M5.5 3 2.5 6l3 3M2.5 6h8a3 3 0 0 1 3 3v4.5"),
  say: line("M2.5 3h11v8h-6L4.5 13.5V11h-2z", "M5 6h6M5 8.2h4"),
  search: line("c:7,7,4.3", "m10.3 10.3 3.2 3.2"),
  send: line("M8 13V3M3.5 7.5 8 3l4.5 4.5"),
  set: line("r:2.5,2.5,11,11,2", "M5.5 6.6h5M5.5 9.4h5"),
  settings: line("c:8,8,2", "M8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4"),
  signout: line("M6.5 2.5h-4v11h4M6 8h7.5M10.5 5l3 3-3 3"),
  start: mixed([], ["M4 14V2.5h8L10 6l2 3.5H4"]),
  stepback: line("M12.5 3.5v9L6 8zM3.5 3.5v9"),
  stories: mixed(["M3 3v10M3 5h5.5a1.5 1.5 0 0 1 1.5 1.5M3 11h8", "c:10,8,1.5"], ["c:12.5,11,1.5"]),
  sun: line("c:8,8,2.5", "M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1"),
  system: line("c:8,8,5.5", "M8 2.5v11M8 5.5h4.6M8 8h5.4M8 10.5h4.6"),
  tag: line("M2.5 2.5H8L13.5 8 8 13.5 2.5 8zM5.5 5.5v.1"),
  tests: line("M6 2.5h4M6.8 2.5v4L3.4 12a1 1 0 0 0 .9 1.5h7.4a1 1 0 0 0 .9-1.5L9.2 6.5v-4M5 10h6"),
  tidy: line("r:2,5.5,4,5,1", "r:10,2,4,4.5,1", "r:10,9.5,4,4.5,1", "M6 8h2M8 4.2h2M8 11.8h2M8 4.2v7.6"),
  train: line("M8.5 2 3.5 9H8l-.5 5 5-7H8z"),
  understanding: line("M2 8h1.5M5 5v6M8 3v10M11 5.5v5M12.5 8H14"),
  undo: line("M5.5 3 2.5 6l3 3M2.5 6h6.5a4 4 0 0 1 0 8H7"),
  up: line("m4.5 9.5 3.5-3.5 3.5 3.5"),
  upload: line("M8 10.5v-8M4.8 5.5 8 2.5l3.2 3M2.5 10.5v3h11v-3"),
  variable: line(
    "M5.5 3C4 3 4 4.5 4 6s-.5 2-1.5 2c1 0 1.5.5 1.5 2s0 3 1.5 3M10.5 3C12 3 12 4.5 12 6s.5 2 1.5 2c-1 0-1.5.5-1.5 2s0 3-1.5 3",
  ),
  versions: mixed(["M4 2.5v11", "c:4,11,1.6", "M8 5h6M8 11h4"], ["c:4,5,1.6"]),
  wait: line("M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5"),
  warning: line("M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1"),
} satisfies Record<string, Drawing>;

export type IconName = keyof typeof ICONS;

export function isIconName(name: string): name is IconName {
  return Object.hasOwn(ICONS, name);
}
