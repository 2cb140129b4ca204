/**
 * What shells load so that Tab completes: each asks `proofsheet complete WORDS =WORD`, the last being the word to complete
 * with a sign in front, since some shells leave empty words out. The answer's first line says `words`, `folders` or
 * `files`; behind `words` follow the words, each with a tab and its meaning.
 */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** Works in the Bash 3.2 of macOS. readline takes words apart at = and :, so they are put together again. */
const bash = String.raw`_proofsheet() {
  local IFS=$' \t\n' kind= line piece i rest=${'$'}{COMP_LINE#*"${'$'}{COMP_WORDS[0]}"}
  local -a words=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    piece=${'$'}{COMP_WORDS[i]}
    if [[ ${'$'}{#words[@]} -gt 0 && $rest != [[:space:]]* ]]; then
      words[${'$'}{#words[@]} - 1]+=$piece
    else
      words+=("$piece")
    fi
    rest=${'$'}{rest#*"$piece"}
  done
  local last=$((${'$'}{#words[@]} - 1))
  for ((i = 0; i <= last; i++)); do words[i]=${'$'}{words[i]//[\"\'\\]/}; done
  local current=${'$'}{words[last]} before=
  piece=${'$'}{piece//[\"\'\\]/}
  case $piece in
  = | :) before=$current piece= ;;
  *) before=${'$'}{current%"$piece"} ;;
  esac
  words[last]="=$current"
  COMPREPLY=()
  while IFS= read -r line; do
    line=${'$'}{line%%$'\t'*}
    if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("${'$'}{line#"$before"}"); fi
  done < <(proofsheet complete "${'$'}{words[@]}" 2>/dev/null)
  case $kind in
  folders) compopt -o dirnames +o default +o bashdefault 2>/dev/null ;;
  words)
    compopt +o default +o bashdefault 2>/dev/null
    if [[ ${'$'}{#COMPREPLY[@]} -eq 1 && ${'$'}{COMPREPLY[0]} == *[=:] ]]; then compopt -o nospace 2>/dev/null; fi
    ;;
  esac
}
complete -o bashdefault -o default -F _proofsheet proofsheet
`;

const zsh = String.raw`#compdef proofsheet
_proofsheet() {
  local line kind
  local -a lines plain open
  lines=("${'$'}{(@f)$(command proofsheet complete "${'$'}{(@Q)words[2,CURRENT-1]}" "=${'$'}{(Q)PREFIX}" 2>/dev/null)}")
  kind=$lines[1]
  case $kind in
  folders) _files -/ ;;
  files) _files ;;
  words)
    for line in "${'$'}{(@)lines[2,-1]}"; do
      local value=${'$'}{line%%$'\t'*} meaning=${'$'}{line#*$'\t'}
      local entry="${'$'}{value//:/\\:}:$meaning"
      if [[ $value == *[=:] ]]; then open+=("$entry"); else plain+=("$entry"); fi
    done
    (( $#open )) && _describe -t words proofsheet open -S ''
    (( $#plain )) && _describe -t words proofsheet plain
    ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _proofsheet "$@"
else
  compdef _proofsheet proofsheet
fi
`;

const fish = String.raw`function __proofsheet_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (command proofsheet complete $words[2..-1] "=$current" 2>/dev/null)
    switch "$lines[1]"
        case folders
            __fish_complete_directories "$current"
        case files
            __fish_complete_path "$current"
        case '*'
            printf '%s\n' $lines[2..-1]
    end
end
complete -c proofsheet -f -a '(__proofsheet_complete)'
`;

/** Where it is asked for folders and files, PowerShell completes them by itself, as it does where nothing is answered. */
const powershell = `Register-ArgumentCompleter -Native -CommandName proofsheet -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim("'", '"') })
    $lines = @(& proofsheet complete @words "=$wordToComplete" 2>$null)
    if ($lines.Count -lt 2 -or $lines[0] -ne 'words') { return }
    $lines | Select-Object -Skip 1 | ForEach-Object {
        $value, $meaning = $_ -split ([char]9), 2
        if (-not $meaning) { $meaning = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
    }
}
`;

export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
