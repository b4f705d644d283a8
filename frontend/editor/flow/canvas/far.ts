import { createContext, use } from "react";

/** True below 50% zoom, where nodes show only their title and a bar for each step. */
export const FarContext = createContext(false);

export function useFar(): boolean {
  return use(FarContext);
}
