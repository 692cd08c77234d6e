import { describe, expect, it } from "vitest";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { alice, bob, type Market, market, netuid } from "./support/market.js";

describe("hyperparameters", () => {
  const send = (chain: Market, who: typeof alice | "root", call: string, args: object) =>
    chain.send(who, "AdminUtils", call, { netuid, ...args });

  it("are the owner's to set, each once in two tempos, outside of the window before an epoch", () => {
    const chain = market();
    chain.mine();
    const set = (immunity_period: number, who: typeof alice | "root" = alice) =>
      send(chain, who, "sudo_set_immunity_period", { immunity_period });
    expect(set(7, bob)).toBe("BadOrigin");
    expect(set(7)).toBe("ok");
    expect(storage.ImmunityPeriod.get(chain.ctx, netuid)).toBe(7);
    expect(set(8)).toBe("TxRateLimitExceeded");
    expect(set(8, "root")).toBe("ok");
    expect(send(chain, alice, "sudo_set_min_allowed_weights", { min_allowed_weights: 2 })).toBe("ok");
    chain.mine(40);
    expect(set(9)).toBe("ok");
    chain.admin("sudo_set_admin_freeze_window", { window: 25 });
    expect(set(10, "root")).toBe("AdminActionProhibitedDuringWeightsWindow");
  });

  it("are root's alone where the chain says so", () => {
    const chain = market();
    expect(send(chain, alice, "sudo_set_kappa", { kappa: 1 })).toBe("BadOrigin");
    expect(send(chain, "root", "sudo_set_kappa", { kappa: 40_000 })).toBe("ok");
    expect(storage.Kappa.get(chain.ctx, netuid)).toBe(40_000);
    expect(send(chain, "root", "sudo_set_kappa", { netuid: 77, kappa: 1 })).toBe("SubnetDoesNotExist");
  });

  it("are refused out of bounds", () => {
    const chain = market();
    const refused: [string, object, string][] = [
      ["sudo_set_min_burn", { min_burn: 1_000_000_000n }, "ValueNotInBounds"],
      ["sudo_set_max_burn", { max_burn: 100_000_000n }, "ValueNotInBounds"],
      ["sudo_set_burn_half_life", { burn_half_life: 0 }, "InvalidValue"],
      ["sudo_set_burn_increase_mult", { burn_increase_mult: (3n << 64n) + 1n }, "InvalidValue"],
      ["sudo_set_max_allowed_uids", { max_allowed_uids: 63 }, "MaxAllowedUidsLessThanMinAllowedUids"],
      ["sudo_set_max_allowed_uids", { max_allowed_uids: 257 }, "MaxAllowedUidsGreaterThanDefaultMaxAllowedUids"],
      ["sudo_set_max_allowed_validators", { max_allowed_validators: 257 }, "MaxValidatorsLargerThanMaxUIds"],
      ["sudo_set_commit_reveal_weights_interval", { interval: 0n }, "RevealPeriodTooSmall"],
      ["sudo_set_commit_reveal_weights_interval", { interval: 101n }, "RevealPeriodTooLarge"],
      ["sudo_set_alpha_values", { alpha_low: 2000, alpha_high: 3000 }, "LiquidAlphaDisabled"],
      ["sudo_set_mechanism_count", { mechanism_count: 3 }, "InvalidValue"],
      ["sudo_set_mechanism_count", { mechanism_count: 2 }, "TooManyUIDsPerMechanism"],
      ["sudo_set_owner_immune_neuron_limit", { immune_neurons: 0 }, "InvalidValue"],
      ["sudo_set_network_pow_registration_allowed", { registration_allowed: true }, "POWRegistrationDisabled"],
      ["sudo_set_subnet_emission_enabled", { netuid: 0, enabled: true }, "NotPermittedOnRootSubnet"],
    ];
    for (const [call, args, error] of refused) expect([call, send(chain, "root", call, args)]).toEqual([call, error]);
    expect(send(chain, alice, "sudo_set_bonds_moving_average", { bonds_moving_average: 975_001n })).toBe(
      "BondsMovingAverageMaxReached",
    );
    expect(send(chain, alice, "sudo_set_alpha_sigmoid_steepness", { steepness: -1 })).toBe("NegativeSigmoidSteepness");
  });
});

describe("the schedule of epochs", () => {
  it("runs one every tempo, counted from the last one", () => {
    const chain = market({ tempo: 7 });
    const index = storage.SubnetEpochIndex.get(chain.ctx, netuid);
    chain.mine(6);
    expect(storage.SubnetEpochIndex.get(chain.ctx, netuid)).toBe(index);
    chain.mine();
    expect(storage.SubnetEpochIndex.get(chain.ctx, netuid)).toBe(index + 1n);
    expect(storage.LastEpochBlock.get(chain.ctx, netuid)).toBe(BigInt(chain.blockNumber));
    expect(storage.BlocksSinceLastStep.get(chain.ctx, netuid)).toBe(0n);
    chain.mine(7);
    expect(storage.SubnetEpochIndex.get(chain.ctx, netuid)).toBe(index + 2n);
  });

  it("lets the owner ask for one out of turn, without commit and reveal", () => {
    const chain = market({ tempo: 50 });
    chain.admin("sudo_set_admin_freeze_window", { window: 3 });
    const trigger = () => chain.send(alice, "SubtensorModule", "trigger_epoch", { netuid });
    expect(trigger()).toBe("ok");
    expect(trigger()).toBe("EpochTriggerAlreadyPending");
    const index = storage.SubnetEpochIndex.get(chain.ctx, netuid);
    chain.mine(3);
    expect(storage.SubnetEpochIndex.get(chain.ctx, netuid)).toBe(index + 1n);
    expect(storage.PendingEpochAt.get(chain.ctx, netuid)).toBe(0n);
  });

  it("defers what is over the limit per block by one block", () => {
    const chain = market({ tempo: 5 });
    chain.admin("sudo_set_max_epochs_per_block", { max_epochs_per_block: 1 });
    chain.admin("sudo_set_tempo", { netuid: 1, tempo: 5 });
    chain.admin("sudo_set_tempo", { netuid, tempo: 5 });
    chain.mine(5);
    expect(storage.LastEpochBlock.get(chain.ctx, 1)).toBe(BigInt(chain.blockNumber));
    expect(storage.PendingEpochAt.get(chain.ctx, netuid)).toBe(BigInt(chain.blockNumber + 1));
    chain.mine();
    expect(storage.LastEpochBlock.get(chain.ctx, netuid)).toBe(BigInt(chain.blockNumber));
  });

  it("bounds the owner's tempo", () => {
    const chain = market();
    const set = (tempo: number) => chain.send(alice, "SubtensorModule", "set_tempo", { netuid, tempo });
    expect(set(359)).toBe("TempoOutOfBounds");
    expect(set(360)).toBe("ok");
    expect(set(400)).toBe("TxRateLimitExceeded");
  });
});
