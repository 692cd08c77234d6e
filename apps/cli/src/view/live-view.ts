import type { Running } from "@taostack/primitives";
import { type Page, renderPage } from "./render.js";
import type { NetworkSnapshot } from "./snapshot.js";

export interface LiveViewModules {
  readonly output: NodeJS.WriteStream;
  readonly input: NodeJS.ReadStream;
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
const pages: Readonly<Record<string, Page>> = { l: "logs", o: "overview", "?": "help" };

/** Takes over the terminal until stopped: a page that is drawn anew in place, and keys. The screen before it comes back. */
export function showLiveView({ output, input, snapshot, onQuit }: LiveViewModules): Running {
  let page: Page = "overview";
  const draw = () => {
    const lines = renderPage(page, snapshot(), { columns: output.columns, rows: output.rows });
    output.write(HOME + lines.map((line) => line + CLEAR_LINE).join("\r\n") + CLEAR_BELOW);
  };
  const onKey = (key: string) => {
    if (key === "q" || key === CTRL_C) return onQuit();
    page = pages[key] ?? page;
    draw();
  };
  output.write(ENTER);
  input.setRawMode(true).setEncoding("utf8").on("data", onKey).resume();
  output.on("resize", draw);
  const timer = setInterval(draw, REFRESH_MS);
  draw();
  let stopped = false;
  return {
    stop: async () => {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      output.off("resize", draw);
      input.off("data", onKey).setRawMode(false).pause();
      output.write(LEAVE);
    },
  };
}
