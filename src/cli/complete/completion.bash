# bash completion for agressiemonitor; needs nothing but bash.
_agressiemonitor() {
  local words=() word line directive=0 i
  # bash splits words at = and : too; put them together again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]} > 0)) && [[ $word == [=:]* || ${words[${#words[@]} - 1]} == *[=:] ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :* ]]; then directive=${line#:}; elif [[ -n $line ]]; then COMPREPLY+=("${line%%$'\t'*}"); fi
  done < <(agressiemonitor complete -- "${words[@]}" 2>/dev/null | tr -d '\r')
  # 4: no file names here.
  if ((directive & 4)) && type compopt >/dev/null 2>&1; then compopt +o default +o bashdefault; fi
}
complete -o bashdefault -o default -F _agressiemonitor agressiemonitor
