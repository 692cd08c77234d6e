import { decodeAddress, encodeAddress } from "@taostack/primitives";
import type { Decision } from "@taostack/protocol";
import { invalidGateway } from "./errors.js";

export interface GatewayAdmission {
  /** Hotkeys that may send users' requests. */
  readonly gateways: ReadonlySet<string>;
  /** The coldkey of a registered hotkey. */
  readonly coldkeyOf: (hotkey: string) => string | undefined;
  /** Whoever holds the validator's own coldkey may send requests from any of its registered hotkeys. */
  readonly ownColdkey: () => string | undefined;
}

/** Requests cost miners work and validators reputation: only gateways that the operator knows may send them. */
export function createGatewayAdmission({
  gateways,
  coldkeyOf,
  ownColdkey,
}: GatewayAdmission): (hotkey: string) => Decision {
  return (hotkey) => {
    const coldkey = coldkeyOf(hotkey);
    const own = coldkey !== undefined && coldkey === ownColdkey();
    return own || gateways.has(hotkey) ? "allow" : "permission_denied";
  };
}

/** The listed hotkeys as peers prove them, whatever prefix they were written with. @throws `validator/invalid_gateway`. */
export const parseGateways = (listed: readonly string[]): ReadonlySet<string> => new Set(listed.map(parseGateway));

function parseGateway(value: string): string {
  try {
    return encodeAddress(decodeAddress(value));
  } catch (error) {
    throw invalidGateway(value, error);
  }
}
