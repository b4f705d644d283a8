/** Long work as it runs: polled twice a second, and at once when the live line tells of it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { benchOf } from "./bench";
import { api, seg } from "./client";
import { isObject } from "./json";
import { keys } from "./queries";
import type { Job } from "./types";

const POLL_MS = 500;

export function isOver(job: Job): boolean {
  return job.state === "done" || job.state === "failed" || job.state === "cancelled";
}

export function isJob(value: unknown): value is Job {
  return isObject(value) && typeof value["id"] === "string" && typeof value["state"] === "string" && typeof value["progress"] === "number";
}

/** The job with this id, until it is over. */
export function useJob(slug: string, id: string | null) {
  const client = useQueryClient();
  useEffect(
    () =>
      benchOf(slug).socket.listen((frame) => {
        if (frame.type === "job" && isJob(frame["job"])) client.setQueryData(keys.job(frame["job"].id), frame["job"]);
      }),
    [client, slug],
  );
  return useQuery({
    queryKey: keys.job(id ?? ""),
    queryFn: async () => (await api.get<Job>(`jobs/${seg(id ?? "")}/`)).data,
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data !== undefined && isOver(query.state.data) ? false : POLL_MS),
  });
}

/** Waits for a job to end, for code that is not a component; `onJob` hears how it goes on. */
export async function untilOver(id: string, signal?: AbortSignal, onJob?: (job: Job) => void): Promise<Job> {
  for (;;) {
    const { data } = await api.get<Job>(`jobs/${seg(id)}/`, signal === undefined ? {} : { signal });
    onJob?.(data);
    if (isOver(data)) return data;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
