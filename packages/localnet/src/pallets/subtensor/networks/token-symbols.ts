/** Code points of the symbols from netuid 1 on, in hex, runs as first-last. */
const CODE_POINTS = `
  03b1-03c1 03c3 0074 03c5-03c9 05d0-05ea 0627-0628 062a-063a 0641-0648 064a 0649 16a0 16a2 16a6 16a8
  16b1 16b3 042b 16c9 16d2 1680-1685 169b 10d0-10d5 0531-0536 055e 0400-0405 044a 2c80-2c85
  11000-11003 11005 0db1 0db3-0db7 2c00-2c20 0e01-0e23 0e25 0e27-0e2e 3131 3134 3137 3139 3141-3142
  3145 3147-3148 314a-3163 12a0-12a7 12c8-12ce 12b0-12b6 1310-1312 1218 1314-1316 0905-090b 090f-0910
  0913-0928 092a-0930 0932 0935-0939 30a2 30a4 30a6 30a8 30aa-30ab 30ad 30af 30b1 30b3 30b5 30b7 30b9
  30bb 30bd 30bf 30c1 30c4 30c6 30c8 30ca-30cf 30d2 30d5 30d8 30db 30de-30e2 30e4 30e6 30e8-30ed 30ef
  30f2-30f3 2d30-2d53 0d85-0d86 0d89-0d96 0d9a-0d9e 0da0-0da4 0da7 0da5-0da6 0da9 0da8 0daa-0db0
`;

function* codePoints(): Generator<number> {
  for (const run of CODE_POINTS.trim().split(/\s+/)) {
    const [first = 0, last = first] = run.split("-").map((digits) => Number.parseInt(digits, 16));
    for (let point = first; point <= last; point += 1) yield point;
  }
}

/** The symbols that subnets may have, by netuid. The first one is root's. */
export const TOKEN_SYMBOLS: readonly string[] = [
  "\u03a4",
  ...[...codePoints()].map((point) => String.fromCodePoint(point)),
];
