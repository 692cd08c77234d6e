import { protocolError } from "../errors.js";
import type { PeerIdentity } from "../service.js";

/** `resource_exhausted` tells the caller to come back later, `permission_denied` not to. */
export type Decision = "allow" | "permission_denied" | "resource_exhausted";

/**
 * Decides about a caller whose hotkey is proven, before its request is read. It is asked once when a session is opened, with the
 * path of `Neuron/Handshake`, and then for each call, with that call's path (`/taostack.v1.Text/Generate`).
 */
export type Authorize = (peer: PeerIdentity, method: string) => Decision | Promise<Decision>;

/** @throws `protocol/permission_denied` or `protocol/resource_exhausted`; a hook that fails is the server's own failure. */
export async function authorizeOrThrow(authorize: Authorize, peer: PeerIdentity, method: string): Promise<void> {
  const decision = await authorize(peer, method);
  if (decision === "allow") return;
  if (decision === "resource_exhausted") {
    throw protocolError("protocol/resource_exhausted", "This neuron takes no more of your calls at the moment.");
  }
  throw protocolError("protocol/permission_denied", "This hotkey may not call this method here.");
}
