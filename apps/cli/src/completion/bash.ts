import type { Place, PlaceOption } from "./places.js";

/** A script for bash, from 3.2 on: all that it needs is in it, and only wallets are looked up as one types. */
export function bashScript(places: readonly Place[]): string {
  const [top] = places;
  const common = top?.options ?? [];
  return `# Completion of tao for bash: source <(tao completion bash)
_tao_commands() {
  case "$1" in
${cases(places, ({ path, commands }) => [path, commands.map(({ name }) => name).join(" ")])}
  esac
}

_tao_options() {
  case "$1" in
${cases(places, ({ path, options }) => [path, flagsOf(options)])}
  esac
}

_tao_alias() {
  case "$1" in
${aliasCases(places)}
    *) echo "$1" ;;
  esac
}

_tao_wallets() { ls -1 "\${BT_WALLET_PATH:-$HOME/.bittensor/wallets}" 2>/dev/null; }

_tao_hotkeys() { ls -1 "\${BT_WALLET_PATH:-$HOME/.bittensor/wallets}"/*/hotkeys 2>/dev/null | grep -v -e : -e 'pub.txt$' | sort -u; }

_tao_value() {
  case "$1" in
${valueCases(places, common)}
    *) return 1 ;;
  esac
}

_tao() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path=tao word i found
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      -*) _tao_value "$path $word" >/dev/null && ((i++)) ;;
      *)
        found="$(_tao_alias "$path $word")"
        case " $(_tao_commands "$path") " in *" \${found##* } "*) path="$found" ;; esac
        ;;
    esac
  done
  if found="$(_tao_value "$path $prev")"; then
    if [ "$found" = "/" ]; then COMPREPLY=($(compgen -d -- "$cur")); else COMPREPLY=($(compgen -W "$found" -- "$cur")); fi
    return
  fi
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$(_tao_options "$path") ${flagsOf(common)} --help" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$(_tao_commands "$path")" -- "$cur")) ;;
  esac
}

complete -F _tao tao
`;
}

const flagsOf = (options: readonly PlaceOption[]): string => options.map(({ name }) => name).join(" ");

const cases = (places: readonly Place[], of: (place: Place) => readonly [path: string, words: string]): string =>
  places
    .map(of)
    .filter(([, words]) => words !== "")
    .map(([path, words]) => `    "${path}") echo "${words}" ;;`)
    .join("\n");

/** `tao st` is `tao stake`. */
const aliasCases = (places: readonly Place[]): string =>
  places
    .filter(({ aliases }) => aliases.length > 0)
    .map(({ path, aliases }) => {
      const parent = path.split(" ").slice(0, -1).join(" ");
      return `    ${aliases.map((alias) => `"${parent} ${alias}"`).join("|")}) echo "${path}" ;;`;
    })
    .join("\n");

/** Options that take a value: at any place for the common ones, at its own for the others. */
function valueCases(places: readonly Place[], common: readonly PlaceOption[]): string {
  const own = places
    .slice(1)
    .flatMap(({ path, options }) =>
      options
        .filter(({ takes }) => takes.kind !== "nothing")
        .map((option) => valueCase([`"${path} ${option.name}"`], option)),
    );
  const everywhere = common
    .filter(({ takes }) => takes.kind !== "nothing")
    .map((option) =>
      valueCase(
        [option.name, option.short].flatMap((flag) => (flag ? [`*" ${flag}"`] : [])),
        option,
      ),
    );
  return [...own, ...everywhere].join("\n");
}

function valueCase(patterns: readonly string[], { takes }: PlaceOption): string {
  const printed = {
    nothing: ":",
    unknown: ":",
    wallet: "_tao_wallets",
    hotkey: "_tao_hotkeys",
    folder: "echo /",
    words: takes.kind === "words" ? `echo "${takes.words.join(" ")}"` : ":",
  }[takes.kind];
  return `    ${patterns.join("|")}) ${printed} ;;`;
}
