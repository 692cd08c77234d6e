// What a session costs: calls and streams between two neurons in one process, beside the same messages over plain grpc-js, in the
// same run and in turns. Prints the median of the rounds and their spread.
import { cpus } from "node:os";
import { Client, credentials, Metadata, Server, ServerCredentials } from "@grpc/grpc-js";
import { connectNeuron, implementService, startNeuronServer, TextService, ValidatorService } from "@taostack/protocol";
import { createKeypairFromUri } from "@taostack/wallet";

const ROUNDS = 9;
const CALLS = 1_000;
const CONCURRENCY = 16;
const STREAMS = 50;
const CHUNKS = 200;
const HANDSHAKES = 50;

const { generate } = TextService.methods;
const { scores } = ValidatorService.methods;
const reply = { scores: [{ uid: 1, hotkey: "h", score: 0.5, explanation: "x".repeat(1_000) }] };
const chunk = { tokens: [{ id: 17, text: " token", logprob: -1.25 }] };
const request = { model: "m", messages: [{ role: "user", content: "x".repeat(1_000) }] };

async function* chunks() {
  for (let index = 0; index < CHUNKS; index++) yield chunk;
}

const shared = { host: "127.0.0.1", genesisHash: new Uint8Array(32), netuid: 1 };

async function startAuthenticated() {
  const [alice, bob] = [await createKeypairFromUri("//Alice"), await createKeypairFromUri("//Bob")];
  const validator = implementService(ValidatorService, {
    generate: chunks,
    translate: async () => ({}),
    recognise: async () => ({}),
    predict: async () => ({}),
    scores: async () => reply,
    status: async () => ({}),
  });
  const server = await startNeuronServer({
    ...shared,
    port: 0,
    signer: bob,
    authorize: () => "allow",
    services: [implementService(TextService, { generate: chunks }), validator],
    describe: () => ({}),
  });
  const connect = () => connectNeuron({ ...shared, port: server.port, signer: alice, peerHotkey: bob.address });
  const channel = await connect();
  const side = {
    unary: () => channel.client(ValidatorService).scores({}),
    stream: () => channel.client(TextService).generate(request),
    close: async () => {
      channel.close();
      await server.stop();
    },
  };
  return { side, connect };
}

const toBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function startPlain() {
  const methods = {
    generate: {
      path: generate.path,
      requestStream: false,
      responseStream: true,
      requestSerialize: (message) => toBuffer(generate.request.encode(message)),
      requestDeserialize: generate.request.decode,
      responseSerialize: (message) => toBuffer(generate.response.encode(message)),
      responseDeserialize: generate.response.decode,
    },
    scores: {
      path: scores.path,
      requestStream: false,
      responseStream: false,
      requestSerialize: (message) => toBuffer(scores.request.encode(message)),
      requestDeserialize: scores.request.decode,
      responseSerialize: (message) => toBuffer(scores.response.encode(message)),
      responseDeserialize: scores.response.decode,
    },
  };
  const server = new Server();
  server.addService(methods, {
    scores: (_call, respond) => respond(null, reply),
    generate: async (call) => {
      for await (const message of chunks()) {
        if (!call.write(message)) await new Promise((resolve) => call.once("drain", resolve));
      }
      call.end();
    },
  });
  const port = await new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  const options = () => ({ deadline: Date.now() + 60_000 });
  return {
    unary: () =>
      new Promise((resolve, reject) => {
        const { requestSerialize, responseDeserialize, path } = methods.scores;
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          {},
          new Metadata(),
          options(),
          (error, value) => (error ? reject(error) : resolve(value)),
        );
      }),
    stream: () => {
      const { requestSerialize, responseDeserialize, path } = methods.generate;
      return client.makeServerStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        new Metadata(),
        options(),
      );
    },
    close: () => {
      client.close();
      server.forceShutdown();
    },
  };
}

/** Microseconds per call, `CONCURRENCY` at a time. */
async function timeUnary(side) {
  const start = performance.now();
  const worker = async () => {
    for (let call = 0; call < CALLS / CONCURRENCY; call++) await side.unary();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return ((performance.now() - start) * 1_000) / CALLS;
}

/** Microseconds per call, one after another. */
async function timeSequential(side) {
  const start = performance.now();
  for (let call = 0; call < CALLS / 4; call++) await side.unary();
  return ((performance.now() - start) * 4_000) / CALLS;
}

/** Microseconds per message of a stream. */
async function timeStream(side) {
  const start = performance.now();
  for (let stream = 0; stream < STREAMS / 10; stream++) {
    for await (const _message of side.stream());
  }
  return ((performance.now() - start) * 10_000) / (STREAMS * CHUNKS);
}

function summary(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], low: sorted[0], high: sorted.at(-1) };
}

async function compare(name, time, sides) {
  const samples = { plain: [], session: [] };
  for (const side of [sides.plain, sides.session]) await time(side);
  for (let round = 0; round < ROUNDS; round++) {
    for (const key of round % 2 ? ["plain", "session"] : ["session", "plain"]) {
      samples[key].push(await time(sides[key]));
    }
  }
  const [plain, session] = [summary(samples.plain), summary(samples.session)];
  const show = ({ median, low, high }) => `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;
  const ratio = (session.median / plain.median).toFixed(2);
  console.log(`${name.padEnd(34)} plain ${show(plain).padEnd(24)} session ${show(session).padEnd(24)} ratio ${ratio}`);
}

const { side: session, connect } = await startAuthenticated();
const plain = await startPlain();
console.log(`${cpus()[0]?.model ?? "unknown CPU"}, ${cpus().length} cores, Node ${process.version}, ${ROUNDS} rounds`);
console.log("microseconds: median (lowest–highest)");
await compare(`unary, 1 KB, ${CONCURRENCY} at a time`, timeUnary, { plain, session });
await compare("unary, 1 KB, one at a time", timeSequential, { plain, session });
await compare("stream, per message of one token", timeStream, { plain, session });

const start = performance.now();
for (let count = 0; count < HANDSHAKES; count++) (await connect()).close();
console.log(
  `connection with handshake: ${((performance.now() - start) / HANDSHAKES).toFixed(2)} ms, both sides together`,
);
await plain.close();
await session.close();
