/**
 * The `protocol` number of an axon's record on the chain, by which callers tell what answers there before they connect. The chain
 * leaves the number to the subnets; the Python tools' HTTP axons write 4.
 */
export const axonProtocol = {
  /** Serves a commodity, such as `taostack.v1.Text`. */
  miner: 64,
  /** Serves `taostack.v1.Validator` to gateways. */
  validator: 65,
} as const;
