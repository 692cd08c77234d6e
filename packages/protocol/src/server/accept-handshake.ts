import { randomBytes } from "node:crypto";
import { encodeAddress, equalBytes } from "@taostack/primitives";
import { type Signer, verifySignature } from "@taostack/wallet";
import { protocolError } from "../errors.js";
import {
  ClientHello,
  type HandshakeRequest,
  type HandshakeResponseInit,
  NeuronService,
  ServerHello,
} from "../generated/taostack/v1/neuron.js";
import { refuseHandshake, requireLength, sharedSecret } from "../session/checks.js";
import { createEphemeralKey, deriveSessionKeys, type EphemeralKey, type SessionKeys } from "../session/keys.js";
import { SESSION_VERSION, signedByClient, signedByServer, transcriptHash } from "../session/transcript.js";
import { type Authorize, authorizeOrThrow } from "./authorize.js";
import { SessionTable } from "./session-table.js";

export interface HandshakeModules {
  readonly signer: Signer;
  readonly genesisHash: Uint8Array;
  readonly netuid: number;
  readonly authorize: Authorize;
  readonly sessions: SessionTable;
  readonly now: () => number;
  readonly limits: {
    readonly sessionLifetimeMs: number;
    readonly maxRequestBytes: number;
    readonly maxClockSkewMs: number;
  };
}

/**
 * The server's side of a handshake. A stranger costs it one key pair and one check of a signature; it signs only for a caller whose
 * hotkey is proven and who may call.
 */
export async function acceptHandshake(
  receive: () => Promise<HandshakeRequest>,
  send: (response: HandshakeResponseInit) => void,
  modules: HandshakeModules,
): Promise<void> {
  const { hello } = await receive();
  const client = checkHello(ClientHello.decode(hello), modules);
  const ephemeral = createEphemeralKey();
  const sessionId = SessionTable.createId();
  const answer = serverHello(client, ephemeral, sessionId, modules);
  send({ hello: answer });

  const transcript = transcriptHash(hello, answer);
  const { signature } = await receive();
  if (!(await verifySignature(signedByClient(transcript), signature, client.clientHotkey))) {
    refuseHandshake("bad_signature", "The caller's signature does not fit its hotkey and this handshake.");
  }
  const hotkey = encodeAddress(client.clientHotkey);
  await authorizeOrThrow(modules.authorize, { hotkey }, NeuronService.methods.handshake.path);

  const keys = deriveSessionKeys(sharedSecret(ephemeral, client.ephemeralKey), transcript);
  const proof = await modules.signer.sign(signedByServer(transcript));
  openSession(sessionId, hotkey, keys, modules);
  send({ signature: proof });
}

function serverHello(
  client: ClientHello,
  ephemeral: EphemeralKey,
  sessionId: Uint8Array,
  { now, limits, sessions }: HandshakeModules,
): Uint8Array {
  return ServerHello.encode({
    version: SESSION_VERSION,
    nonce: randomBytes(32),
    ephemeralKey: ephemeral.publicKey,
    timeMs: now(),
    sessionId,
    lifetimeMs: limits.sessionLifetimeMs,
    maxRequestBytes: limits.maxRequestBytes,
    knowsLostSession: sessions.find(client.lostSession) !== undefined,
  });
}

function openSession(
  id: Uint8Array,
  hotkey: string,
  keys: SessionKeys,
  { sessions, now, limits }: HandshakeModules,
): void {
  sessions.open(id, { hotkey, keys, expiresAtMs: now() + limits.sessionLifetimeMs });
}

function checkHello(hello: ClientHello, { signer, genesisHash, netuid, now, limits }: HandshakeModules): ClientHello {
  if (hello.version !== SESSION_VERSION) {
    refuseHandshake("unsupported_version", `This neuron speaks version ${SESSION_VERSION} of the session protocol.`);
  }
  requireLength("client_hotkey", hello.clientHotkey, 32);
  requireLength("nonce", hello.nonce, 32);
  requireLength("ephemeral_key", hello.ephemeralKey, 32);
  if (!equalBytes(hello.genesisHash, genesisHash)) refuseHandshake("wrong_network", "This neuron is on another chain.");
  if (hello.netuid !== netuid) refuseHandshake("wrong_netuid", `This neuron serves subnet ${netuid}.`);
  if (!equalBytes(hello.serverHotkey, signer.publicKey)) {
    refuseHandshake("wrong_hotkey", "This neuron has another hotkey than the one asked for.");
  }
  if (!(Math.abs(hello.timeMs - now()) <= limits.maxClockSkewMs)) {
    throw protocolError("protocol/unauthenticated", "The caller's clock is too far from this neuron's.", {
      reason: "clock_skew",
    });
  }
  return hello;
}
