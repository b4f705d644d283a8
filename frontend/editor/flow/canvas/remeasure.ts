import { useUpdateNodeInternals } from "@xyflow/react";
import { createContext, use, useCallback, useEffect, useRef } from "react";

type Remeasure = (node: string) => void;

export const RemeasureContext = createContext<Remeasure>(() => undefined);

/** Collects the nodes whose handles moved and measures them in one go: one by one, a thousand nodes would stall the page. */
export function useRemeasureBatch(onMeasured: (nodes: readonly string[]) => void): Remeasure {
  const update = useUpdateNodeInternals();
  const waiting = useRef(new Set<string>());
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback(
    (node) => {
      waiting.current.add(node);
      if (waiting.current.size > 1) return;
      frame.current = requestAnimationFrame(() => {
        const nodes = [...waiting.current];
        waiting.current.clear();
        update(nodes);
        onMeasured(nodes);
      });
    },
    [update, onMeasured],
  );
}

/** Measures a node when it is first drawn, and again when its handles may have moved although its size did not change. */
export function useRemeasured(node: string, ...causes: readonly unknown[]): void {
  const remeasure = use(RemeasureContext);
  useEffect(() => {
    remeasure(node);
    // The causes are what the handles' places follow from.
  }, [remeasure, node, ...causes]);
}
