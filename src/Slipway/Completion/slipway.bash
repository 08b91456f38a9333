# Completes ./build.sh TARGET… [--option value] in bash, from .nuke/build.schema.json, without starting anything.
# Install: source <(./build.sh --completion bash)
_slipway() {
  local IFS=$' \t\n' word=$2 option= bare= head= found= folder line name rest
  local targets= options= negations= takes= values= list= optional= candidates=
  local before=$((COMP_CWORD - 1)) i
  COMPREPLY=()

  # Bash breaks words at '=': '--mode=par' arrives as '--mode' '=' 'par'.
  if [[ $word == --*=* ]]; then
    option=${word%%=*} head=${word%%=*}= word=${word#*=}
  elif [[ $word == '=' ]]; then
    option=${COMP_WORDS[before]} word=
  elif ((before > 1)) && [[ ${COMP_WORDS[before]} == '=' ]]; then
    option=${COMP_WORDS[before - 1]}
  elif ((before > 0)) && [[ ${COMP_WORDS[before]} == --?* ]]; then
    option=${COMP_WORDS[before]} bare=1
  fi

  folder=$PWD/
  [[ $1 != */* ]] || folder=${1%/*}/
  folder=${folder/#\~/$HOME}
  [[ $folder == /* ]] || folder=$PWD/$folder
  while [[ -n $folder && ! -f $folder/.nuke/build.schema.json ]]; do
    folder=${folder%/*}
  done
  if [[ -z $folder ]]; then
    compopt -o default 2> /dev/null
    return 0
  fi

  while IFS= read -r line; do
    case $line in
      *'{"target":"'*)
        name=${line#*'{"target":"'}
        targets+=" ${name%%'"'*}"
        if [[ $line == *'"aliases":['* ]]; then
          rest=${line#*'"aliases":['} rest=${rest%%]*}
          targets+=" ${rest//[\",]/ }"
        fi
        ;;
      *'{"option":"'*)
        name=${line#*'{"option":"'} name=--${name%%'"'*}
        options+=" $name"
        [[ $line != *'"negation":"'* ]] || { rest=${line#*'"negation":"'} negations+=" --${rest%%'"'*}"; }
        [[ $name == "$option" ]] || continue
        takes=${line#*'"takes":"'} takes=${takes%%'"'*}
        [[ $line != *'"list":true'* ]] || list=1
        [[ $line != *'"optional":true'* ]] || optional=1
        [[ $line != *'"values":['* ]] || { values=${line#*'"values":['} values=${values%%]*} values=${values//[\",]/ }; }
        ;;
    esac
  done < "$folder/.nuke/build.schema.json"

  if [[ -n $bare && ($takes == nothing || -n $optional) ]]; then
    takes=
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} != -- ]] || takes=target list=
  done

  case $takes in
    choice) candidates=$values ;;
    target) candidates=$targets ;;
    profile)
      for name in "$folder"/.nuke/parameters.?*.json; do
        name=${name##*/parameters.}
        [[ $name == '?*.json' ]] || candidates+=" ${name%.json}"
      done
      ;;
    path | folder)
      compopt -o filenames 2> /dev/null
      IFS=$'\n'
      [[ $takes == path ]] && rest=-f || rest=-d
      for name in $(compgen $rest -- "$word"); do
        COMPREPLY+=("$head$name")
      done
      return 0
      ;;
    '')
      if [[ $word == --no* ]]; then
        candidates="$options $negations"
      elif [[ $word == -* ]]; then
        candidates=$options
      elif [[ -z $option || -n $bare ]]; then
        candidates=$targets
      fi
      ;;
  esac

  if [[ -n $list && $word == *,* ]]; then
    head+=${word%,*},
    word=${word##*,}
  fi
  shopt -q nocasematch || { shopt -s nocasematch && found=1; }
  for name in $candidates; do
    [[ $name != "$word"* ]] || COMPREPLY+=("$head$name")
  done
  [[ -z $found ]] || shopt -u nocasematch
}
complete -F _slipway build.sh
