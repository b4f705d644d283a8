import { useQuery } from "@tanstack/react-query";
import { readCatalogue } from "../flow/document/catalogue";
import { api } from "./client";
import type { Json } from "./json";

/** The step types, once per visit. */
export function useCatalogue() {
  return useQuery({
    queryKey: ["step-types"],
    queryFn: async () => readCatalogue((await api.get<Json>("step-types/")).data),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
