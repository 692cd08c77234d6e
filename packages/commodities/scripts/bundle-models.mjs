// Before packing, the models lie at the top of the repository; the published package carries them itself.
//   node scripts/bundle-models.mjs           copies them here
//   node scripts/bundle-models.mjs --remove  takes them away again
import { access, cp, readdir, rm } from "node:fs/promises";

const from = new URL("../../../models/", import.meta.url);
const to = new URL("../models/", import.meta.url);

await rm(to, { recursive: true, force: true });
if (!process.argv.includes("--remove")) {
  const entries = await readdir(from, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const has = (file) =>
      access(new URL(`${name}/${file}`, from)).then(
        () => true,
        () => false,
      );
    if ((await has("config.json")) || (await has("manifest.json")))
      await cp(new URL(name, from), new URL(name, to), { recursive: true });
  }
}
