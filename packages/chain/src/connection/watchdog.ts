/** Calls `onSilence` whenever `silenceMs` pass without a beat, until it is stopped. */
export class Watchdog {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly silenceMs: number,
    readonly onSilence: () => void,
  ) {}

  beat(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.beat();
      this.onSilence();
    }, this.silenceMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
