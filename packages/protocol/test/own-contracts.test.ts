import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../scripts/taostack-protos.mjs", import.meta.url));

const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [program, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );

describe("taostack-protos", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "protos-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function protos(name: string, files: Readonly<Record<string, string>>): Promise<[string, string]> {
    const [from, to] = [join(folder, name), join(folder, `${name}-out`)];
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(from, file)), { recursive: true });
      await writeFile(join(from, file), `syntax = "proto3";\n${text}`);
    }
    return [from, to];
  }

  it("writes a module for each file, in its package's terms", async () => {
    const [from, to] = await protos("good", {
      "sand/v1/grain.proto": "package sand.v1; message Grain { uint32 size = 1; }",
      "sand/v1/sieve.proto": `package sand.v1; import "sand/v1/grain.proto";
        service Sieve { rpc Sift(Grain) returns (Grain); }`,
    });
    const { code, stdout } = await run(from, to);
    expect([code, stdout.trim().split("\n").length]).toEqual([0, 3]);
    expect((await readdir(to, { recursive: true })).sort()).toEqual(
      ["descriptors.ts", "sand", "sand/v1", "sand/v1/grain.ts", "sand/v1/sieve.ts"].map((path) => join(path)),
    );
    const imports = async (path: string) =>
      [...(await readFile(join(to, path), "utf8")).matchAll(/from "(.*)";$/gm)].map(([, from]) => from);
    expect(await imports("descriptors.ts")).toEqual(["@taostack/protocol"]);
    expect(await imports("sand/v1/grain.ts")).toEqual(["@taostack/protocol/codec"]);
    expect(await imports("sand/v1/sieve.ts")).toEqual([
      "@taostack/protocol/codec",
      "@taostack/protocol",
      "../../descriptors.js",
      "./grain.js",
    ]);
  });

  it.each([
    ["nothing", {}, "no .proto file"],
    ["no-package", { "a.proto": "message A {}" }, "a.proto has no package"],
    ["foreign", { "a.proto": `package a; import "b.proto"; message A {}` }, "a.proto imports b.proto"],
    ["unknown", { "a.proto": "package a; message A { B b = 1; }" }, "B"],
    ["long", { "a.proto": "package a; message A { uint64 n = 1; }" }, ".a.A.n: 64-bit"],
    ["endless", { "a.proto": "package a; message A { A a = 1; }" }, ".a.A contains itself"],
  ])("refuses contracts with %s, and says why", async (name, files, why) => {
    const [from, to] = await protos(name, files as Record<string, string>);
    await mkdir(from, { recursive: true });
    const { code, stderr } = await run(from, to);
    expect([code, stderr]).toEqual([1, expect.stringContaining(why)]);
    await expect(readdir(to)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("tells how it is used", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, stdout: expect.stringContaining("<output folder>") });
    expect(await run("one")).toMatchObject({ code: 2, stderr: expect.stringContaining("<output folder>") });
  });
});
