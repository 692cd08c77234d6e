import { rao } from "@taostack/primitives";
import type { Readers } from "./readers.js";

interface StoredProxy {
  readonly delegate: string;
  readonly proxyType: string;
  readonly delay: number;
}

interface StoredAnnouncement {
  readonly real: string;
  readonly callHash: string;
  readonly height: number;
}

export const proxies: Readers<"proxies"> = {
  list: async (chain, { account }) => {
    type Found = readonly [proxies: StoredProxy[], deposit: bigint];
    const [found, deposit] = await chain.query<Found>("Proxy", "Proxies", [account]);
    return {
      proxies: found.map(({ delegate, proxyType, delay }) => ({ delegate, type: proxyType, delay })),
      deposit: rao(deposit),
    };
  },
  announcements: async (chain, { delegate }) => {
    type Found = readonly [announcements: StoredAnnouncement[], deposit: bigint];
    const [found, deposit] = await chain.query<Found>("Proxy", "Announcements", [delegate]);
    return {
      announcements: found.map(({ real, callHash, height }) => ({ real, callHash, block: height })),
      deposit: rao(deposit),
    };
  },
  types: (chain) => chain.runtimeCall("ProxyFilterRuntimeApi", "get_proxy_types"),
  deposits: (chain) => {
    const of = <T>(name: string) => chain.constant<T>("Proxy", name);
    return {
      base: rao(of<bigint>("ProxyDepositBase")),
      each: rao(of<bigint>("ProxyDepositFactor")),
      most: of<number>("MaxProxies"),
      announcementBase: rao(of<bigint>("AnnouncementDepositBase")),
      announcementEach: rao(of<bigint>("AnnouncementDepositFactor")),
      mostAnnouncements: of<number>("MaxPending"),
    };
  },
  paysFee: async (chain, { real, delegate }) =>
    (await chain.query<unknown>("Proxy", "RealPaysFee", [real, delegate])) !== undefined,
};
