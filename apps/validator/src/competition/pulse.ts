/** Lets one loop wait for "something changed" in any of several answers. A notification with nobody waiting is not kept. */
export class Pulse {
  #waiting: (() => void)[] = [];

  notify(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves at the next notification, or after `timeoutMs`. Check the condition before each wait. */
  wait(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.#waiting.push(wake);
    });
  }
}
