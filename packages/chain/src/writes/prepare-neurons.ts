import { encodeIp } from "../encoding/ip.js";
import { subtensor } from "../registry/operation.js";
import type { Preparers } from "./preparers.js";

export const neurons: Preparers<"neurons"> = {
  serveAxon: ({ netuid, ip, port, protocol, version, certificate }) => {
    const { value, type } = encodeIp(ip);
    const args = { netuid, version, ip: value, port, ip_type: type, protocol, placeholder1: 0, placeholder2: 0 };
    return certificate === undefined
      ? subtensor("serve_axon", args)
      : subtensor("serve_axon_tls", { ...args, certificate });
  },
  servePrometheus: ({ netuid, ip, port, version }) => {
    const { value, type } = encodeIp(ip);
    return subtensor("serve_prometheus", { netuid, version, ip: value, port, ip_type: type });
  },
};
