import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Localnet, startLocalnet } from "@taostack/localnet";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RpcSocket } from "../src/connection/rpc-socket.js";
import { SubtensorClient } from "../src/index.js";
import { cacheFileName, encodeCacheFile } from "../src/metadata-cache/cache-file.js";
import { FolderCache } from "../src/metadata-cache/folder-cache.js";
import { folderOf } from "../src/metadata-cache/open-cache.js";
import { loadRuntime } from "../src/runtime/load-runtime.js";
import { readIdentity } from "../src/runtime/runtime-identity.js";

const genesisHash = `0x${"2f".repeat(32)}`;
const codeHash = `0x${"c0".repeat(32)}`;
const key = (specVersion = 393) => ({ genesisHash, specVersion, codeHash });
const metadata = Uint8Array.of(109, 101, 116, 97, 16, 1, 2, 3);

let folder: string;
let cache: FolderCache;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "metadata-"));
  cache = new FolderCache(join(folder, "made", "on", "demand"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a folder of metadata", () => {
  it("gives back what was written, and nothing for another runtime", async () => {
    expect(await cache.read(key())).toBeUndefined();
    await cache.write(key(), metadata);
    expect(await cache.read(key())).toEqual(metadata);
    expect(await cache.read(key(394))).toBeUndefined();
    expect(await cache.read({ ...key(), codeHash: undefined })).toBeUndefined();
    expect(await cache.read({ ...key(), codeHash: `0x${"c1".repeat(32)}` })).toBeUndefined();
    // The same first half, which is all of it that stands in the file's name.
    expect(await cache.read({ ...key(), genesisHash: `0x${"2f".repeat(16)}${"00".repeat(16)}` })).toBeUndefined();
  });

  it("does not believe a damaged, a foreign or an empty file, and replaces it", async () => {
    await cache.write(key(), metadata);
    const path = join(cache.folder, cacheFileName(key()));
    const whole = await readFile(path);
    const damaged = whole.map((byte, index) => (index === whole.length - 1 ? byte ^ 1 : byte));
    for (const bytes of [damaged, whole.subarray(0, -1), encodeCacheFile(key(1), metadata), "{}", ""]) {
      await writeFile(path, bytes);
      expect(await cache.read(key())).toBeUndefined();
    }
    await cache.write(key(), metadata);
    expect(await cache.read(key())).toEqual(metadata);
  });

  it("keeps the 16 that were used last, and leaves other files alone", async () => {
    for (let version = 1; version <= 16; version++) {
      await cache.write(key(version), metadata);
      const at = new Date(version * 1000);
      await utimes(join(cache.folder, cacheFileName(key(version))), at, at);
    }
    await writeFile(join(cache.folder, "notes.txt"), "mine");
    await cache.read(key(1));
    await cache.write(key(17), metadata);
    const names = await readdir(cache.folder);
    expect(names).toHaveLength(17);
    expect(names).toContain("notes.txt");
    expect(names).toContain(cacheFileName(key(1)));
    expect(names).not.toContain(cacheFileName(key(2)));
  });

  it("does without where it cannot write", async () => {
    await writeFile(join(folder, "file"), "");
    const unusable = new FolderCache(join(folder, "file", "below"));
    await unusable.write(key(), metadata);
    expect(await unusable.read(key())).toBeUndefined();
  });
});

it("the folder is that of the environment", () => {
  expect(folderOf({ HOME: "/home/me" }, "linux")).toBe("/home/me/.cache/taostack/metadata");
  expect(folderOf({ HOME: "/home/me", XDG_CACHE_HOME: "/var/cache" }, "linux")).toBe("/var/cache/taostack/metadata");
  expect(folderOf({ HOME: "/home/me", XDG_CACHE_HOME: "here" }, "linux")).toBe("/home/me/.cache/taostack/metadata");
  expect(folderOf({ HOME: "/home/me", TAO_METADATA_CACHE: "/tmp/own" }, "linux")).toBe("/tmp/own");
  expect(folderOf({ HOME: "/home/me", TAO_METADATA_CACHE: "off" }, "linux")).toBeUndefined();
  expect(folderOf({ LOCALAPPDATA: "C:/Local" }, "win32")).toBe("C:/Local/taostack/metadata");
  expect(folderOf({}, "linux")).toBeUndefined();
});

describe("a runtime", () => {
  let net: Localnet;
  let socket: RpcSocket;
  const asked: string[] = [];
  beforeAll(async () => {
    net = await startLocalnet({ mode: "manual" });
    socket = await RpcSocket.open(net.url, 5_000);
    const request = socket.request.bind(socket);
    socket.request = (method, params, timeoutMs) => {
      asked.push(method);
      return request(method, params, timeoutMs);
    };
  });
  afterAll(async () => {
    await socket.close();
    await net.stop();
  });

  /** As a node that does not tell its code: then runtimes that are in use are not shared. */
  async function load(change: { specVersion?: number } = {}) {
    const identity = await readIdentity(socket, genesisHash, 5_000);
    asked.length = 0;
    return loadRuntime(socket, { ...identity, codeHash: undefined, ...change }, { timeoutMs: 60_000, cache });
  }

  it("is told by its node from others of its version", async () => {
    const { codeHash: code, specVersion } = await readIdentity(socket, genesisHash, 5_000);
    expect(code).toMatch(/^0x[0-9a-f]{64}$/);
    expect(specVersion).toBe(425);
  });

  it("is built from the file the second time, with nothing asked", async () => {
    const first = await load();
    expect(asked).toEqual(["state_call"]);
    const second = await load();
    expect(asked).toEqual([]);
    expect(second).not.toBe(first);
    expect(second.names()).toEqual(first.names());
  });

  it.each<[what: string, kept: (real: Uint8Array) => Uint8Array]>([
    ["no metadata at all", () => metadata],
    ["metadata of another version", (real) => real],
  ])("is asked for anew where a sound file holds %s", async (_, kept) => {
    await load();
    const identity = { genesisHash, codeHash: undefined };
    const real = await cache.read({ ...identity, specVersion: 425 });
    await cache.write({ ...identity, specVersion: 424 }, kept(real!));
    await load({ specVersion: 424 });
    expect(asked).toEqual(["state_call"]);
    expect(await cache.read({ ...identity, specVersion: 424 })).toEqual(real);
  });
});

describe("connecting", () => {
  it.each([
    [1, "by default in its folder", {}],
    [0, "not if told so", { metadataCache: false as const }],
  ])("leaves %i files, %s", async (files, _, options) => {
    const net = await startLocalnet({ mode: "manual", seed: `keeps ${files}` });
    try {
      const client = await SubtensorClient.connect(net.url, {
        metadataCache: folder,
        timeoutMs: 60_000,
        ...options,
      });
      await client.close();
      expect(await readdir(folder)).toHaveLength(files);
    } finally {
      await net.stop();
    }
  });
});
