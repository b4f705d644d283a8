import { applyOperation, DraftError, invert, type Operation, type Parts } from "../../api/draftParts";

export type { Operation, Parts } from "../../api/draftParts";

/** An operation that does not fit the draft it meets, usually because a colleague removed what it names. */
export { DraftError as MisfitError };

export type Applied = { readonly parts: Parts; readonly inverse: readonly Operation[] };

/** Applies operations in order, all or none; the inverse brings back exactly the parts it was given. */
export function apply(parts: Parts, operations: readonly Operation[]): Applied {
  let current = parts;
  const inverse: Operation[] = [];
  for (const operation of operations) {
    const back = invert(current, [operation]);
    current = applyOperation(current, operation);
    inverse.unshift(...back);
  }
  return { parts: current, inverse };
}
