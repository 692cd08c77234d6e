import type { LocalNode } from "../node/node.js";
import type { Sealer } from "../node/sealer.js";
import type { Workbench } from "../node/workbench.js";
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
  readonly sealer: Sealer;
  readonly workbench: Workbench;
  readonly identity: ChainIdentity;
}

/** Gives what the reply carries, or a promise of it. */
export type RpcMethod = (context: RpcContext, params: Params, session: Session) => unknown;
export type RpcMethods = Readonly<Record<string, RpcMethod>>;
