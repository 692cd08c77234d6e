/** Results of flows, printed as they come. */
export class Report {
  #failures = 0;
  #passes = 0;

  section(title) {
    console.log(`\n${title}`);
  }

  pass(name, detail = "") {
    this.#passes += 1;
    console.log(`  pass  ${name}${detail && `  (${detail})`}`);
  }

  fail(name, detail) {
    this.#failures += 1;
    console.log(`  FAIL  ${name}\n        ${String(detail).trim().replaceAll("\n", "\n        ").slice(0, 1500)}`);
  }

  skip(name, reason) {
    console.log(`  skip  ${name}: ${reason}`);
  }

  finish() {
    console.log(`\n${this.#passes} passed, ${this.#failures} failed`);
    return this.#failures === 0 ? 0 : 1;
  }
}

/** Runs one flow: `check` throws, or returns a detail worth printing. */
export async function flow(report, name, check) {
  try {
    report.pass(name, await check());
  } catch (error) {
    report.fail(name, error instanceof Error ? error.message : error);
  }
}
