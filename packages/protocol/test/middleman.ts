import { Client, credentials, type Metadata, Server, ServerCredentials, type StatusObject } from "@grpc/grpc-js";
import { NeuronService, TextService } from "../src/index.js";
import { onTestEnd } from "./support.js";

/** What someone on the path may do to a call. Each is given what passes and returns what goes on. */
export interface Tampering {
  metadata?: (metadata: Metadata) => Metadata;
  request?: (body: Buffer) => Buffer;
  /** The replies that take the place of one; none drops it. */
  reply?: (body: Buffer, index: number) => Buffer[];
  end?: (status: StatusObject) => Partial<StatusObject>;
}

const identity = (bytes: Buffer): Buffer => bytes;
const bytesOnly = {
  requestSerialize: identity,
  requestDeserialize: identity,
  responseSerialize: identity,
  responseDeserialize: identity,
};

/** A proxy between caller and neuron. It carries the handshake faithfully, and does to streams what `tampering` says. */
export async function startMiddleman(target: { readonly port: number }, tampering: Tampering) {
  const onward = new Client(`127.0.0.1:${target.port}`, credentials.createInsecure());
  const server = new Server();
  const { handshake } = NeuronService.methods;
  const { generate } = TextService.methods;
  server.register(
    handshake.path,
    (call: import("@grpc/grpc-js").ServerDuplexStream<Buffer, Buffer>) => {
      const next = onward.makeBidiStreamRequest(handshake.path, identity, identity, call.metadata);
      call.on("data", (bytes) => next.write(bytes));
      call.on("end", () => next.end());
      call.on("cancelled", () => next.cancel());
      next.on("data", (bytes) => call.write(bytes));
      next.on("error", (error) => call.emit("error", error));
      next.on("end", () => call.end());
    },
    identity,
    identity,
    "bidi",
  );
  server.addService(
    { generate: { path: generate.path, requestStream: false, responseStream: true, ...bytesOnly } },
    {
      generate: (call: import("@grpc/grpc-js").ServerWritableStream<Buffer, Buffer>) => {
        const metadata = tampering.metadata?.(call.metadata) ?? call.metadata;
        const body = tampering.request?.(call.request) ?? call.request;
        const next = onward.makeServerStreamRequest(generate.path, identity, identity, body, metadata);
        let index = 0;
        next.on("data", (reply: Buffer) => {
          for (const passed of tampering.reply?.(reply, index++) ?? [reply]) call.write(passed);
        });
        next.on("error", () => undefined);
        call.on("cancelled", () => next.cancel());
        next.on("status", (status: StatusObject) => {
          const end = { ...status, ...tampering.end?.(status) };
          if (end.code === 0) call.end(end.metadata);
          else call.emit("error", end);
        });
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  onTestEnd(() => {
    onward.close();
    server.forceShutdown();
  });
  return { port };
}
