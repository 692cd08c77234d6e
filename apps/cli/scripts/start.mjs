import process from "node:process";
import { buildWorkspace } from "./build.mjs";

// Builds what changed, then runs `tao up` in this very process, so that signals reach it directly.
if (await buildWorkspace()) {
  process.argv.splice(2, 0, "up");
  await import("../dist/bin.js");
} else {
  process.exitCode = 1;
}
