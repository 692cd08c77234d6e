import type { CommandMap } from "../declared.js";

export const neuronsMap: CommandMap = {
  "neurons show [netuid] [uid]": "neurons.get",
  "neurons list [netuid]": "neurons.list",
  "neurons uid [netuid]": "neurons.uid",
  "neurons subnets [hotkey]": "neurons.subnetsOf",
  "neurons count [netuid]": "neurons.count",
  "neurons registered-at [netuid] [uid]": "neurons.registeredAt",
  "neurons prometheus [netuid]": "neurons.prometheus",
  "neurons certificate [netuid]": "neurons.certificate",
  "neurons evm-address [netuid] [uid]": "neurons.evmAddress",
  "neurons associate-evm": "neurons.associateEvmAddress",
  "axon show [netuid]": "neurons.axon",
  "axon set [netuid]": "neurons.serveAxon",
  "axon reset [netuid]": {
    operation: "neurons.serveAxon",
    preset: { ip: "0.0.0.0", port: "1" },
    summary: "Takes back where the signing hotkey listens: nobody finds it any more.",
  },
  "axon set-prometheus [netuid]": "neurons.servePrometheus",
};

export const weightsMap: CommandMap = {
  "weights show [netuid]": "weights.of",
  "weights bonds [netuid]": "weights.bonds",
  "weights rules [netuid]": "weights.rules",
  "weights commits [netuid]": "weights.commits",
  "weights timelocked [netuid]": "weights.timelockedCommits",
  "weights set [netuid]": "weights.set",
  "weights set-many [rows]": "weights.setMany",
  "weights commit [netuid]": "weights.commit",
  "weights commit-many [rows]": "weights.commitMany",
  "weights commit-timelocked [netuid]": "weights.commitTimelocked",
  "weights reveal [netuid]": "weights.reveal",
  "weights reveal-many [netuid] [rows]": "weights.revealMany",
};

export const commitmentsMap: CommandMap = {
  "commitments show [netuid]": "commitments.get",
  "commitments list [netuid]": "commitments.list",
  "commitments revealed [netuid]": "commitments.revealed",
  "commitments space [netuid]": "commitments.space",
  "commitments last-bonds-reset [netuid]": "commitments.lastBondsReset",
  "commitments set [netuid] [text]": "commitments.set",
  "commitments set-timelocked [netuid] [text]": "commitments.setTimelocked",
  "commitments reset-bonds [netuid]": "commitments.resetBonds",
};
