#!/usr/bin/env node
import { runTao } from "./program.js";

process.exitCode = await runTao(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
});
