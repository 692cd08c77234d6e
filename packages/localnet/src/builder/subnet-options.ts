export interface SubnetOptions {
  /** Neurons that answer. 0 if not given. */
  readonly miners?: number;
  /** Neurons with stake and a validator's permit. 1 if not given. */
  readonly validators?: number;
  /** Rao that each validator spends on stake. 1,000 TAO if not given. */
  readonly stake?: bigint;
  /** Blocks between epochs. The chain's 360 if not given. */
  readonly tempo?: number;
  /** Whether each validator has set the same weight on every miner. */
  readonly weights?: boolean;
  /** Part of the keys' URIs; `Subnet2` for netuid 2 if not given. */
  readonly name?: string;
}

/** A pair of keys that is ready to use. Wallets make the keys from the URIs. */
export interface BuiltNeuron {
  readonly uid: number;
  /** ss58. */
  readonly coldkey: string;
  readonly hotkey: string;
  readonly coldkeyUri: string;
  readonly hotkeyUri: string;
}

export interface BuiltSubnet {
  readonly netuid: number;
  readonly owner: BuiltNeuron;
  readonly validators: readonly BuiltNeuron[];
  readonly miners: readonly BuiltNeuron[];
}

export interface SubnetErrorData {
  readonly code: "localnet/subnet_refused";
  /** The call that failed. */
  readonly call: string;
}
