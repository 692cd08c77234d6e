import type { Logger } from "@taostack/primitives";
import { connectNeuron, ValidatorService } from "@taostack/protocol";
import type { Signer } from "@taostack/wallet";
import type { ConnectValidator } from "./validator-channel.js";

export interface ConnectorOptions {
  /** The gateway's hotkey. */
  readonly signer: Signer;
  readonly genesisHash: Uint8Array;
  readonly netuid: number;
  readonly logger: Logger;
}

/** Connects over authenticated gRPC: each side proves its hotkey, and the validator's must be the one on the chain. */
export const createConnector =
  ({ signer, genesisHash, netuid, logger }: ConnectorOptions): ConnectValidator =>
  async ({ host, port, hotkey }, timeoutMs) => {
    const channel = await connectNeuron({
      host,
      port,
      signer,
      peerHotkey: hotkey,
      genesisHash,
      netuid,
      timeoutMs,
      logger,
    });
    const validator = channel.client(ValidatorService);
    return {
      get closed() {
        return channel.closed;
      },
      generate: (request, limits) => validator.generate(request, limits),
      translate: (request, limits) => validator.translate(request, limits),
      recognise: (request, limits) => validator.recognise(request, limits),
      predict: (request, limits) => validator.predict(request, limits),
      check: async (limits) => void (await validator.status({}, limits)),
      close: () => channel.close(),
    };
  };
