import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getJson } from "./get-json.js";
import type { Metagraph, Network, RecentAnswer, Subnets } from "./types.js";

const REFRESH_MS = 3_000;
const refreshing = { refetchInterval: REFRESH_MS, staleTime: REFRESH_MS / 2 };

export const useNetwork = () =>
  useQuery({ queryKey: ["network"], queryFn: ({ signal }) => getJson<Network>("/api/network", signal), ...refreshing });

export const useSubnets = () =>
  useQuery({ queryKey: ["subnets"], queryFn: ({ signal }) => getJson<Subnets>("/api/subnets", signal), ...refreshing });

export const useMetagraph = (netuid: number | undefined) =>
  useQuery({
    queryKey: ["metagraph", netuid],
    queryFn: ({ signal }) => getJson<Metagraph>(`/api/subnets/${netuid}/metagraph`, signal),
    enabled: netuid !== undefined,
    placeholderData: keepPreviousData,
    ...refreshing,
  });

/** New ones arrive as events (see `useEvents`); this reads those from before, once. */
export const useAnswers = () =>
  useQuery({
    queryKey: ["answers"],
    queryFn: ({ signal }) => getJson<{ answers: readonly RecentAnswer[] }>("/api/answers?limit=20", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useSession = () =>
  useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => getJson<{ key: string | null }>("/api/session", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
