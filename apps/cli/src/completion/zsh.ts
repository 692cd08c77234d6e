import type { Described, Place, PlaceOption } from "./places.js";

/** A script for zsh: to be sourced after `compinit`, or saved as `_tao` in a folder of `fpath`. */
export function zshScript(places: readonly Place[]): string {
  const common = places[0]?.options ?? [];
  return `#compdef tao
# Completion of tao for zsh: source <(tao completion zsh), after compinit.
_tao_places() {
  case "$1" in
${places.map(placeCase).join("\n")}
  esac
}

_tao_alias() {
  case "$1" in
${aliasCases(places)}
    *) print -r -- "$1" ;;
  esac
}

_tao() {
  local path_=tao word found i
  local -a commands options common values
  common=(
${common.flatMap(optionEntries).join("\n")}
    '--help:show help'
  )
  local -A takes
  takes=(${common.flatMap(takesEntries).join(" ")})
  _tao_places tao
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    if [[ $word == -* ]]; then
      (( \${+takes[$word]} )) && ((i++))
      continue
    fi
    found=$(_tao_alias "$path_ $word")
    if (( \${commands[(I)\${found##* }:*]} )); then
      path_=$found
      _tao_places $path_
    fi
  done
  if (( \${+takes[$words[CURRENT-1]]} )); then
    case $takes[$words[CURRENT-1]] in
      wallet) values=(\${BT_WALLET_PATH:-$HOME/.bittensor/wallets}/*(N/:t)); compadd -a values ;;
      hotkey) values=(\${BT_WALLET_PATH:-$HOME/.bittensor/wallets}/*/hotkeys/*(N.:t)); values=(\${values:#*pub.txt}); compadd -a values ;;
      folder) _files -/ ;;
      unknown) _message value ;;
      *) values=(\${(s:,:)takes[$words[CURRENT-1]]}); compadd -a values ;;
    esac
    return
  fi
  if [[ $words[CURRENT] == -* ]]; then
    _describe option options -- common
  else
    _describe command commands
  fi
}

compdef _tao tao
`;
}

const placeCase = ({ path, commands, options }: Place): string => `    '${path}')
      commands=(${commands.map(entry).join(" ")})
      options=(${path === "tao" ? "" : options.flatMap(optionEntries).join(" ")})
      takes+=(${path === "tao" ? "" : options.flatMap(takesEntries).join(" ")})
      ;;`;

const entry = ({ name, summary }: Described): string => `'${name}:${summary}'`;

const optionEntries = (option: PlaceOption): string[] => [entry(option)];

const takesEntries = ({ name, short, takes }: PlaceOption): string[] => {
  if (takes.kind === "nothing") return [];
  const value = takes.kind === "words" ? takes.words.join(",") : takes.kind;
  return [name, short].flatMap((flag) => (flag ? [`'${flag}' '${value}'`] : []));
};

const aliasCases = (places: readonly Place[]): string =>
  places
    .filter(({ aliases }) => aliases.length > 0)
    .map(({ path, aliases }) => {
      const parent = path.split(" ").slice(0, -1).join(" ");
      return `    ${aliases.map((alias) => `'${parent} ${alias}'`).join("|")}) print -r -- '${path}' ;;`;
    })
    .join("\n");
