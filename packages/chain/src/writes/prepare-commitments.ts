import { lengthPrefixed } from "../encoding/scale.js";
import { utf8 } from "../registry/operation.js";
import { readBeacon, roundAt, timeOfBlockAhead } from "../timelock/beacon.js";
import type { Preparers } from "./preparers.js";

export const commitments: Preparers<"commitments"> = {
  setTimelocked: async ({ netuid, text, blocks }, { chain }) => {
    const [beacon, timeMs, { timelockEncrypt }] = await Promise.all([
      readBeacon(chain),
      timeOfBlockAhead(chain, blocks),
      import("../timelock/encrypt.js"),
    ]);
    const round = roundAt(beacon, timeMs);
    const encrypted = timelockEncrypt(lengthPrefixed(utf8(text)), round, beacon.publicKey);
    const field = { TimelockEncrypted: { encrypted, reveal_round: round } };
    return { call: "Commitments.set_commitment", args: { netuid, info: { fields: [field] } } };
  },
};
