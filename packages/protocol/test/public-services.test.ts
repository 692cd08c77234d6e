import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import protobuf from "protobufjs";
import descriptor from "protobufjs/ext/descriptor.js";
import { describe, expect, it } from "vitest";
import { HealthService } from "../src/generated/grpc/health/v1/health.js";
import { ServerReflectionService } from "../src/generated/grpc/reflection/v1/reflection.js";
import { TextService } from "../src/index.js";
import type { RequestInitOf, ResponseOf } from "../src/service.js";
import { serializeWith } from "../src/wire/grpc-definition.js";
import { countToThree, onTestEnd, startBob } from "./support.js";

function stranger({ port }: { readonly port: number }) {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestEnd(() => client.close());
  const { check, list, watch } = HealthService.methods;
  const { serverReflectionInfo } = ServerReflectionService.methods;
  return {
    check: (service: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        client.makeUnaryRequest(
          check.path,
          serializeWith(check.request),
          check.response.decode,
          { service },
          (error: ServiceError | null, value?: ResponseOf<typeof check>) =>
            error ? reject(error) : resolve(value?.status),
        );
      }),
    list: () =>
      new Promise<ResponseOf<typeof list>>((resolve, reject) => {
        client.makeUnaryRequest(list.path, serializeWith(list.request), list.response.decode, {}, (error, value) =>
          error ? reject(error) : resolve(value!),
        );
      }),
    watch: (service: string) => {
      const call = client.makeServerStreamRequest(
        watch.path,
        serializeWith(watch.request),
        watch.response.decode,
        { service },
        new Metadata(),
        {},
      );
      call.on("error", () => undefined);
      return call;
    },
    reflect: async (...requests: RequestInitOf<typeof serverReflectionInfo>[]) => {
      const call = client.makeBidiStreamRequest(
        serverReflectionInfo.path,
        serializeWith(serverReflectionInfo.request),
        serverReflectionInfo.response.decode,
        new Metadata(),
        {},
      );
      for (const request of requests) call.write(request);
      call.end();
      const answers: ResponseOf<typeof serverReflectionInfo>[] = [];
      for await (const answer of call) answers.push(answer);
      return answers;
    },
  };
}

describe("health", () => {
  it("says how the server and each service are", async () => {
    const server = await startBob();
    const client = stranger(server);
    expect(await client.check("")).toBe(1);
    expect(await client.check("taostack.v1.Text")).toBe(1);
    server.setServing(TextService, false);
    expect(await client.check("taostack.v1.Text")).toBe(2);
    expect(await client.check("")).toBe(1);
    await expect(client.check("taostack.v1.Vision")).rejects.toMatchObject({ code: 5 });
    expect([...(await client.list()).statuses]).toEqual([
      ["", { status: 1 }],
      ["taostack.v1.Neuron", { status: 1 }],
      ["taostack.v1.Text", { status: 2 }],
    ]);
  });

  it("tells watchers of each change, and of the end", async () => {
    const server = await startBob();
    const watch = stranger(server).watch("taostack.v1.Text")[Symbol.asyncIterator]();
    const next = async () => (await watch.next()).value;
    expect(await next()).toEqual({ status: 1 });
    server.setServing(TextService, true);
    server.setServing(TextService, false);
    expect(await next()).toEqual({ status: 2 });
    server.setServing(TextService, true);
    expect(await next()).toEqual({ status: 1 });
    const stopped = server.stop();
    expect(await next()).toEqual({ status: 2 });
    await expect(next()).rejects.toMatchObject({ code: 14 });
    await stopped;
  });

  it("says of a service that is not there that it is unknown", async () => {
    const watch = stranger(await startBob())
      .watch("taostack.v1.Vision")
      [Symbol.asyncIterator]();
    expect((await watch.next()).value).toEqual({ status: 3 });
  });

  it("has only so many places for strangers", async () => {
    const client = stranger(await startBob({ limits: { maxPublicCalls: 2 } }));
    const watches = [client.watch(""), client.watch("")];
    await Promise.all(watches.map((watch) => new Promise((resolve) => watch.once("data", resolve))));
    const refused = client.watch("");
    expect(await new Promise((resolve) => refused.once("status", ({ code }) => resolve(code)))).toBe(8);
    watches[0]!.cancel();
    await expect
      .poll(
        () =>
          new Promise((resolve) => {
            const again = client.watch("");
            again.once("data", () => resolve("in"));
            again.once("status", () => resolve("out"));
          }),
      )
      .toBe("in");
  });
});

describe("reflection", () => {
  it("lists what is served", async () => {
    const [answer] = await stranger(await startBob()).reflect({ listServices: "*" });
    expect(answer?.listServicesResponse?.service.map(({ name }) => name)).toEqual([
      "taostack.v1.Neuron",
      "taostack.v1.Text",
      "grpc.health.v1.Health",
      "grpc.reflection.v1.ServerReflection",
      "grpc.reflection.v1alpha.ServerReflection",
    ]);
  });

  it("gives the files of a symbol, imports too, from which the contract can be rebuilt", async () => {
    const client = stranger(await startBob());
    for (const request of [
      { fileContainingSymbol: "taostack.v1.Validator.Generate" },
      { fileContainingSymbol: "taostack.v1.AnswerChunk" },
      { fileByFilename: "taostack/v1/validator.proto" },
    ]) {
      const [answer] = await client.reflect(request);
      const files = answer!.fileDescriptorResponse!.fileDescriptorProto.map((b) =>
        descriptor.FileDescriptorProto.decode(b),
      );
      expect(files.map((file) => file.toJSON().name)).toEqual([
        "taostack/v1/validator.proto",
        "taostack/v1/forecast.proto",
        "taostack/v1/text.proto",
        "taostack/v1/translation.proto",
        "taostack/v1/vision.proto",
      ]);
      const root = (protobuf.Root as unknown as { fromDescriptor(set: unknown): protobuf.Root }).fromDescriptor({
        file: files,
      });
      const chunk = root.lookupType("taostack.v1.AnswerChunk");
      expect(chunk.fields.tokens?.resolve().resolvedType?.fullName).toBe(".taostack.v1.TextToken");
      expect(root.lookupService("taostack.v1.Validator").methods.Generate?.responseStream).toBe(true);
    }
  });

  it("tells of a service that comes from another package", async () => {
    const bytes = Uint8Array.of(10, 10, ...Buffer.from("sand.proto")); // a FileDescriptorProto with nothing but its name
    const file = { name: "sand.proto", imports: ["taostack/v1/text.proto"], symbols: ["sand.v1.Sieve"], bytes };
    const sieve = { ...countToThree(), service: { ...TextService, name: "sand.v1.Sieve", files: [file] } };
    const client = stranger(await startBob({ services: [sieve] }));
    const [answer] = await client.reflect({ fileContainingSymbol: "sand.v1.Sieve" });
    const files = answer!.fileDescriptorResponse!.fileDescriptorProto;
    expect(files.map((each) => descriptor.FileDescriptorProto.decode(each).toJSON().name)).toEqual([
      "sand.proto",
      "taostack/v1/text.proto",
    ]);
  });

  it("does not find what is not there, and goes on", async () => {
    const answers = await stranger(await startBob()).reflect(
      { fileContainingSymbol: "taostack.v1.Nothing" },
      { fileByFilename: "nothing.proto" },
      { fileContainingExtension: { containingType: "taostack.v1.TextRequest", extensionNumber: 1 } },
      { allExtensionNumbersOfType: "taostack.v1.TextRequest" },
      { host: "h" },
    );
    expect(answers.map((answer) => answer.errorResponse?.errorCode)).toEqual([5, 5, 5, undefined, 5]);
    expect(answers[3]?.allExtensionNumbersResponse).toEqual({
      baseTypeName: "taostack.v1.TextRequest",
      extensionNumber: [],
    });
    expect(answers[4]?.validHost).toBe("h");
  });
});
