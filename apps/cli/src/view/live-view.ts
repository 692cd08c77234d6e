import type { Running } from "@taostack/primitives";
import { type Page, renderPage, type Tone, type ViewLine } from "./render.js";
import type { NetworkSnapshot } from "./snapshot.js";

export interface LiveViewModules {
  readonly output: NodeJS.WriteStream;
  readonly input: NodeJS.ReadStream;
  /** How the reader calls this program: `tao`. */
  readonly command: string;
  readonly colour: boolean;
  /** The state to draw now. */
  readonly snapshot: () => NetworkSnapshot;
  readonly onQuit: () => void;
}

const REFRESH_MS = 500;
const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";
const HOME = "\x1b[H";
const CLEAR_LINE = "\x1b[K";
const CLEAR_BELOW = "\x1b[J";
const CTRL_C = "\x03";
const RESET = "\x1b[0m";
const tones: Readonly<Record<Tone, string>> = { strong: "\x1b[1m", faint: "\x1b[2m", warning: "\x1b[33m" };
const pages: Readonly<Record<string, Page>> = { l: "log", o: "overview", m: "miners", "?": "help" };

/** Takes over the terminal until stopped: a page that is drawn anew in place, and keys. The screen before it comes back. */
export function showLiveView(modules: LiveViewModules): Running {
  const { output, input, command, colour, snapshot, onQuit } = modules;
  let page: Page = "overview";
  let subnet = 0;
  let shown = "";
  const draw = (): void => {
    // Some terminals say 0 until they are ready.
    const size = { columns: output.columns || 80, rows: output.rows || 24 };
    const lines = renderPage(page, snapshot(), { ...size, command, subnet });
    const frame = lines.map((line) => paint(line, colour) + CLEAR_LINE).join("\r\n");
    if (frame !== shown) output.write(HOME + frame + CLEAR_BELOW);
    shown = frame;
  };
  const redraw = (): void => {
    shown = "";
    draw();
  };
  // A paste, or keys pressed quickly, come in one piece.
  const onKeys = (keys: string): void => {
    for (const key of keys) {
      if (key === "q" || key === CTRL_C) onQuit();
      // On the page already, the key goes on to the next subnet.
      if (key === "m" && page === "miners") subnet += 1;
      page = pages[key] ?? page;
    }
    draw();
  };
  const leave = () => void output.write(LEAVE);
  output.write(ENTER);
  // Whatever ends the process, the terminal is given back.
  process.once("exit", leave);
  input.setRawMode(true).setEncoding("utf8").on("data", onKeys).resume();
  output.on("resize", redraw);
  const timer = setInterval(draw, REFRESH_MS);
  draw();
  let stopped = false;
  return {
    stop: async () => {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      output.off("resize", redraw);
      input.off("data", onKeys).setRawMode(false).pause();
      process.off("exit", leave);
      leave();
    },
  };
}

const paint = ({ text, tone }: ViewLine, colour: boolean): string =>
  tone === undefined || !colour ? text : tones[tone] + text + RESET;
