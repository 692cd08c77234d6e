import { randomBytes } from "node:crypto";
import { type Client, type ClientDuplexStream, Metadata } from "@grpc/grpc-js";
import { type Signer, verifySignature } from "@taostack/wallet";
import { protocolError } from "../errors.js";
import {
  ClientHello,
  HandshakeRequest,
  type HandshakeRequestInit,
  HandshakeResponse,
  NeuronService,
  ServerHello,
} from "../generated/taostack/v1/neuron.js";
import { refuseHandshake, requireLength, sharedSecret } from "../session/checks.js";
import { createEphemeralKey, deriveSessionKeys, type EphemeralKey } from "../session/keys.js";
import { SESSION_VERSION, signedByClient, signedByServer, transcriptHash } from "../session/transcript.js";
import { SESSION_ID_BYTES } from "../wire/call-header.js";
import { serializeWith } from "../wire/grpc-definition.js";
import { connectionError } from "./connection-error.js";
import { ClientSession } from "./session.js";

export interface SessionOptions {
  readonly signer: Signer;
  /** Public key of the hotkey that has to answer, 32 bytes. */
  readonly peer: Uint8Array;
  readonly genesisHash: Uint8Array;
  readonly netuid: number;
  readonly timeoutMs: number;
  readonly maxClockSkewMs: number;
  readonly now: () => number;
  /** Id of a session that the peer seems to have lost, which it is asked to confirm. */
  readonly lostId?: Uint8Array | undefined;
}

type Exchange = ClientDuplexStream<HandshakeRequestInit, HandshakeResponse>;

/** Opens a session: two round trips, one signature by each side. @throws `protocol/unauthenticated`, `protocol/unavailable`, … */
export async function openSession(connection: Client, options: SessionOptions): Promise<ClientSession> {
  const exchange: Exchange = connection.makeBidiStreamRequest(
    NeuronService.methods.handshake.path,
    serializeWith(HandshakeRequest),
    (bytes: Buffer) => HandshakeResponse.decode(bytes),
    new Metadata(),
    { deadline: Date.now() + options.timeoutMs },
  );
  // The iterator reports it; without a listener it would be thrown.
  exchange.on("error", () => undefined);
  try {
    return await shakeHands(exchange, options);
  } catch (error) {
    throw connectionError(error);
  } finally {
    exchange.cancel();
  }
}

async function shakeHands(exchange: Exchange, options: SessionOptions): Promise<ClientSession> {
  const responses = exchange[Symbol.asyncIterator]() as AsyncIterator<HandshakeResponse>;
  const ephemeral = createEphemeralKey();
  const hello = clientHello(ephemeral, options);
  const startedAt = options.now();
  exchange.write({ hello });
  const { hello: answer } = await receive(responses);
  const server = checkHello(ServerHello.decode(answer), options);

  const transcript = transcriptHash(hello, answer);
  exchange.write({ signature: await options.signer.sign(signedByClient(transcript)) });
  const { signature } = await receive(responses);
  if (!(await verifySignature(signedByServer(transcript), signature, options.peer))) {
    refuseHandshake("bad_signature", "The neuron's signature does not fit the hotkey that was asked for.");
  }
  return new ClientSession({
    id: server.sessionId,
    keys: deriveSessionKeys(sharedSecret(ephemeral, server.ephemeralKey), transcript),
    maxRequestBytes: server.maxRequestBytes,
    // Early enough that a call made just before still finds the session open.
    renewAtMs: startedAt + server.lifetimeMs * 0.9,
    lostId: server.knowsLostSession ? undefined : options.lostId,
  });
}

const clientHello = (ephemeral: EphemeralKey, options: SessionOptions): Uint8Array =>
  ClientHello.encode({
    version: SESSION_VERSION,
    genesisHash: options.genesisHash,
    netuid: options.netuid,
    clientHotkey: options.signer.publicKey,
    serverHotkey: options.peer,
    nonce: randomBytes(32),
    ephemeralKey: ephemeral.publicKey,
    timeMs: options.now(),
    lostSession: options.lostId,
  });

function checkHello(hello: ServerHello, { now, maxClockSkewMs }: SessionOptions): ServerHello {
  if (hello.version !== SESSION_VERSION) {
    refuseHandshake("unsupported_version", `The neuron speaks version ${hello.version} of the session protocol.`);
  }
  requireLength("nonce", hello.nonce, 32);
  requireLength("ephemeral_key", hello.ephemeralKey, 32);
  requireLength("session_id", hello.sessionId, SESSION_ID_BYTES);
  const skewMs = Math.round(hello.timeMs - now());
  if (!(Math.abs(skewMs) <= maxClockSkewMs)) {
    throw protocolError("protocol/unauthenticated", `The neuron's clock differs from this machine's by ${skewMs} ms.`, {
      reason: "clock_skew",
      remedy: "Set both clocks by a time service.",
    });
  }
  return hello;
}

async function receive(responses: AsyncIterator<HandshakeResponse>): Promise<HandshakeResponse> {
  const next = await responses.next();
  if (next.done) refuseHandshake("truncated", "The neuron left the handshake unfinished.");
  return next.value;
}
