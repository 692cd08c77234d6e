import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { replaceFile } from "../src/files.js";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "taostack-files-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

it("writes and replaces a file that only its owner may read, and leaves nothing beside it", async () => {
  const path = join(await folder(), "state.json");
  await replaceFile(path, "one");
  expect(await readFile(path, "utf8")).toBe("one");
  await chmod(path, 0o644);
  await replaceFile(path, Uint8Array.of(1, 2, 3));
  expect([...(await readFile(path))]).toEqual([1, 2, 3]);
  if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(path, ".."))).toEqual(["state.json"]);
});

it("keeps what was there if it fails", async () => {
  const [home, place] = [await folder(), "taken"];
  await mkdir(join(home, place));
  await writeFile(join(home, place, "inside"), "kept");
  await expect(replaceFile(join(home, place), "new")).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  expect(await readFile(join(home, place, "inside"), "utf8")).toBe("kept");
  expect(await readdir(home)).toEqual([place]);
  await expect(replaceFile(join(home, "nowhere", "x"), "new")).rejects.toMatchObject({ code: "ENOENT" });
});

it("lets many write at once: one of them stands there, whole", async () => {
  const path = join(await folder(), "x");
  const contents = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(1_000));
  await Promise.all(contents.map((content) => replaceFile(path, content)));
  expect(contents).toContain(await readFile(path, "utf8"));
});
