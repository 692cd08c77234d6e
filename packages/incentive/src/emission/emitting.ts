export interface EmittingInput {
  /** `FirstEmissionBlockNumber`, once the start call has set it. */
  readonly firstEmissionBlock?: number | undefined;
  /** `SubtokenEnabled`. */
  readonly subtokenEnabled: boolean;
  /** `NetworkRegistrationAllowed`. */
  readonly networkRegistrationAllowed: boolean;
}

/** Whether the coinbase emits to a (non-root) subnet at all. */
export function emitsToSubnet(subnet: EmittingInput): boolean {
  return subnet.firstEmissionBlock !== undefined && subnet.subtokenEnabled && subnet.networkRegistrationAllowed;
}
