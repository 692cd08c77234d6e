import type { LocalNode } from "../node/node.js";
import type { Params } from "./params.js";
import type { Session } from "./session.js";

export interface ChainIdentity {
  readonly name: string;
  readonly type: "Live" | "Development" | "Local";
  readonly version: string;
}

/** What methods work with. */
export interface RpcContext {
  readonly node: LocalNode;
  readonly identity: ChainIdentity;
}

export type RpcMethod = (context: RpcContext, params: Params, session: Session) => unknown;
export type RpcMethods = Readonly<Record<string, RpcMethod>>;
