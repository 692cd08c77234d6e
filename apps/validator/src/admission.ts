import type { Decision } from "@taostack/protocol";

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
