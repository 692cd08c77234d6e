import { encodeIp } from "../encoding/ip.js";
import type { CallSpec, Checked, PreparedWrite, Registry } from "../registry/index.js";
import type { CallContext } from "./resolve-call.js";

type Operations = { [G in keyof Registry]: Registry[G]["operations"] };
type Prepared<G extends keyof Registry> = {
  [K in keyof Operations[G] & string as Operations[G][K] extends PreparedWrite<infer _A, infer _O>
    ? `${G}.${K}`
    : never]: Operations[G][K] extends PreparedWrite<infer A, infer _O>
    ? (args: Checked<A>, context: CallContext) => CallSpec | Promise<CallSpec>
    : never;
};
/** One function for each operation that says `prepared`, by its name. */
type Preparers = { [G in keyof Registry]: Prepared<G> };

const neurons: Preparers["neurons"] = {
  "neurons.serveAxon": ({ netuid, ip, port, protocol, version, certificate }) => {
    const { value, type } = encodeIp(ip);
    const args = { netuid, version, ip: value, port, ip_type: type, protocol, placeholder1: 0, placeholder2: 0 };
    return certificate === undefined
      ? { call: "SubtensorModule.serve_axon", args }
      : { call: "SubtensorModule.serve_axon_tls", args: { ...args, certificate } };
  },
  "neurons.servePrometheus": ({ netuid, ip, port, version }) => {
    const { value, type } = encodeIp(ip);
    return { call: "SubtensorModule.serve_prometheus", args: { netuid, version, ip: value, port, ip_type: type } };
  },
};

export const preparers: Readonly<Record<string, (args: never, context: CallContext) => CallSpec | Promise<CallSpec>>> =
  { ...neurons };
