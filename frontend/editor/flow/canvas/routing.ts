import { useReactFlow, useStore, useStoreApi, type ReactFlowState } from "@xyflow/react";
import { createContext, use, useEffect, useRef } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import { useStore as useZustand } from "zustand";
import type { Transition } from "../document/model";
import { handleOf } from "../document/outputs";
import { useEditorState } from "../store/context";
import { flowOf } from "../store/selectors";
import { HANDLE, WIDTH } from "./measure";
import { NOTHING_ROUTED, routeAll, type Box, type Line, type Point } from "./routes";

/** Routes at rest by transition. While something is dragged, its lines fall back to the plain route. */
export type Routes = ReadonlyMap<string, readonly Point[]>;

export const RoutesContext = createContext<StoreApi<{ routes: Routes }> | null>(null);

export function makeRoutes(): StoreApi<{ routes: Routes }> {
  return createStore(() => ({ routes: new Map() }));
}

export function useRoute(id: string, from: Point, to: Point): readonly Point[] | undefined {
  const store = use(RoutesContext);
  if (store === null) throw new Error("a transition belongs on the canvas");
  const route = useZustand(store, (state) => state.routes.get(id));
  const [first, last] = [route?.[0], route?.[route.length - 1]];
  const fits = first && last && Math.hypot(first.x - from.x, first.y - from.y) < 1.5 && Math.hypot(last.x - to.x, last.y - to.y) < 1.5;
  return fits ? route : undefined;
}

const NONE: readonly Transition[] = [];

type Lookup = ReactFlowState["nodeLookup"];

function handleAt(lookup: Lookup, node: string, kind: "source" | "target", handle: string): Point | undefined {
  const found = lookup.get(node);
  const bounds = found?.internals.handleBounds?.[kind]?.find((other) => other.id === handle);
  if (!found || !bounds) return undefined;
  const { x, y } = found.internals.positionAbsolute;
  return kind === "source"
    ? { x: x + bounds.x + bounds.width / 2, y: y + bounds.y + bounds.height / 2 }
    : { x: x + bounds.x, y: y + bounds.y + bounds.height / 2 };
}

function boxesOf(lookup: Lookup): readonly Box[] {
  return [...lookup.values()].map((node) => ({
    id: node.id,
    ...node.internals.positionAbsolute,
    width: node.measured.width ?? WIDTH,
    height: node.measured.height ?? node.initialHeight ?? 100,
  }));
}

function linesOf(lookup: Lookup, transitions: readonly Transition[]): readonly Line[] {
  const lanes = new Map<string, number>();
  return transitions.flatMap((transition): readonly Line[] => {
    const from = handleAt(lookup, transition.node, "source", handleOf(transition));
    const to = handleAt(lookup, transition.target, "target", "in");
    if (!from || !to) return [];
    const lane = lanes.get(transition.node) ?? 0;
    lanes.set(transition.node, lane + 1);
    return [{ id: transition.id, from, to, lane: lane % 5 }];
  });
}

/** One number that changes when any node moved, grew or shrank, so that routes follow. */
function shapeOf(state: ReactFlowState): number {
  let shape = state.nodeLookup.size;
  for (const node of state.nodeLookup.values()) {
    const { x, y } = node.internals.positionAbsolute;
    const handles = node.internals.handleBounds?.source;
    shape = (shape * 31 + x * 7 + y * 13 + (node.measured.height ?? 0)) % 1e9;
    if (node.dragging === true) return -1;
    for (const handle of handles ?? []) shape = (shape * 17 + handle.y) % 1e9;
  }
  return shape;
}

/** Recomputes the routes shortly after the flow has come to rest. */
export function useRouting(store: StoreApi<{ routes: Routes }>): void {
  const internal = useStoreApi();
  const { viewportInitialized } = useReactFlow();
  const shape = useStore(shapeOf);
  const transitions = useEditorState((state) => flowOf(state)?.transitions ?? NONE);
  const routed = useRef(NOTHING_ROUTED);
  useEffect(() => {
    if (shape === -1) return undefined;
    const timer = setTimeout(() => {
      const { nodeLookup } = internal.getState();
      routed.current = routeAll(linesOf(nodeLookup, transitions), boxesOf(nodeLookup), routed.current);
      store.setState({ routes: routed.current.paths });
    }, 30);
    return () => clearTimeout(timer);
  }, [shape, transitions, store, internal, viewportInitialized]);
}

export const HALF_HANDLE = HANDLE / 2;
