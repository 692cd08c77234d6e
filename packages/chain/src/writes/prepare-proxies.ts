import { blake2b256 } from "@taostack/primitives";
import type { Preparers } from "./preparers.js";

export const proxies: Preparers<"proxies"> = {
  announce: async ({ real, call }, { encode }) => ({
    call: "Proxy.announce",
    args: { real, call_hash: blake2b256(await encode(call, real)) },
  }),
};
