import { bytes, u8, u16, u32, u128 } from "../../../scale/index.js";
import { checkAxon, checkPrometheus, publishCertificate, serveAxon, servePrometheus } from "../neurons/serve.js";
import { guardedCall } from "./builders.js";

const EXTENSION_REF_TIME = 94_035_000;

const axonArgs = {
  netuid: u16,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
} as const;

const serve_axon = guardedCall({
  index: 4,
  args: axonArgs,
  docs: "A hotkey publishes where its neuron is reached.",
  weight: 206_278_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { netuid, ...axon }) => checkAxon(at, netuid, signer, axon),
  run: (ctx, signer, { netuid, ...axon }) => serveAxon(ctx, netuid, signer, axon),
});

const serve_axon_tls = guardedCall({
  index: 40,
  args: { ...axonArgs, certificate: bytes },
  docs: "As serve_axon, with the neuron's TLS key: a byte for the algorithm, then up to 64 bytes.",
  weight: 205_617_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { netuid, ...axon }) => checkAxon(at, netuid, signer, axon),
  run(ctx, signer, { netuid, certificate, ...axon }) {
    publishCertificate(ctx, netuid, signer, certificate);
    serveAxon(ctx, netuid, signer, axon);
  },
});

const serve_prometheus = guardedCall({
  index: 5,
  args: { netuid: u16, version: u32, ip: u128, port: u16, ip_type: u8 },
  docs: "A hotkey publishes where its neuron's metrics are read.",
  weight: 204_294_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { netuid, ...endpoint }) => checkPrometheus(at, netuid, signer, endpoint),
  run: (ctx, signer, { netuid, ...endpoint }) => servePrometheus(ctx, netuid, signer, endpoint),
});

export const servingCalls = { serve_axon, serve_axon_tls, serve_prometheus };
