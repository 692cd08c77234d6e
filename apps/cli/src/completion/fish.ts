import type { Place, PlaceOption, Takes } from "./places.js";

/** A script for fish: one line for each command and each option, under the words before it. */
export function fishScript(places: readonly Place[]): string {
  const top = places[0];
  return `# Completion of tao for fish: tao completion fish | source
function __tao_at --description 'true if the words before the cursor are these, options aside'
    set -l given
    for word in (commandline -opc)
        string match -qr -- '^-' $word; or set -a given $word
    end
    test (count $given) -ge (count $argv); or return 1
    for i in (seq (count $argv))
        contains -- $given[$i] (string split , -- $argv[$i]); or return 1
    end
end

function __tao_just_at --description 'the same, and no more words than these'
    set -l given
    for word in (commandline -opc)
        string match -qr -- '^-' $word; or set -a given $word
    end
    test (count $given) -eq (count $argv); and __tao_at $argv
end

function __tao_wallets
    set -q BT_WALLET_PATH; and set -l folder $BT_WALLET_PATH; or set -l folder ~/.bittensor/wallets
    command ls -1 $folder 2>/dev/null
end

function __tao_hotkeys
    set -q BT_WALLET_PATH; and set -l folder $BT_WALLET_PATH; or set -l folder ~/.bittensor/wallets
    command ls -1 $folder/*/hotkeys 2>/dev/null | string match -rv ':|pub.txt$' | sort -u
end

complete -c tao -f
${(top?.options ?? []).map((option) => optionLine("", option)).join("\n")}
${places.flatMap((place) => placeLines(places, place)).join("\n")}
`;
}

function placeLines(places: readonly Place[], place: Place): string[] {
  const words = wordsOf(places, place);
  const commands = place.commands.map(
    ({ name, summary }) => `complete -c tao -n '__tao_just_at ${words}' -a ${name} -d '${summary}'`,
  );
  const options = place.path === "tao" ? [] : place.options;
  return [...commands, ...options.map((option) => optionLine(`-n '__tao_at ${words}' `, option))];
}

/** `tao stake,st child,children`: each word with its other names. */
function wordsOf(places: readonly Place[], { path }: Place): string {
  const words = path.split(" ");
  return words
    .map((word, depth) => {
      const at = words.slice(0, depth + 1).join(" ");
      return [word, ...(places.find((each) => each.path === at)?.aliases ?? [])].join(",");
    })
    .join(" ");
}

const optionLine = (condition: string, { name, short, summary, takes }: PlaceOption): string => {
  const flags = `-l ${name.slice(2)}${short === undefined ? "" : ` -s ${short.slice(1)}`}`;
  return `complete -c tao ${condition}${flags}${valuesOf(takes)} -d '${summary}'`;
};

function valuesOf(takes: Takes): string {
  switch (takes.kind) {
    case "nothing":
      return "";
    case "unknown":
      return " -x";
    case "wallet":
      return " -xa '(__tao_wallets)'";
    case "hotkey":
      return " -xa '(__tao_hotkeys)'";
    case "folder":
      return " -xa '(__fish_complete_directories)'";
    case "words":
      return ` -xa '${takes.words.join(" ")}'`;
  }
}
