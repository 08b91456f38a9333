#compdef build.sh
# Completes ./build.sh TARGET… [--option value] in zsh, from .nuke/build.schema.json, without starting anything.
# Install, after compinit: source <(./build.sh --completion zsh)
_slipway() {
  emulate -L zsh -o extendedglob
  local option= bare= takes= list= optional= folder line name about negation rest quote='"'
  local -a targets options values profiles anycase list_of
  anycase=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')

  if [[ $PREFIX == --*=* ]]; then
    option=${PREFIX%%=*}
    compset -P '*='
  elif ((CURRENT > 2)) && [[ $words[CURRENT-1] == --?* ]]; then
    option=$words[CURRENT-1]
    bare=1
  fi

  folder=$PWD
  [[ $words[1] != */* ]] || folder=${${(Q)words[1]}:h}
  folder=${${folder/#\~/$HOME}:a}
  while [[ $folder != / && ! -f $folder/.nuke/build.schema.json ]]; do
    folder=${folder:h}
  done
  if [[ ! -f $folder/.nuke/build.schema.json ]]; then
    _default
    return
  fi

  for line in "${(@f)$(<$folder/.nuke/build.schema.json)}"; do
    [[ $line == *'{"'(target|option)'":"'* ]] || continue
    about=${line##*'"description":"'}
    about=${about%'"}'*}
    about=${about//'\'$quote/$quote}
    name=${line#*'":"'}
    name=${name%%'"'*}
    rest=${line#*'":['}
    rest=${rest%%']'*}
    list_of=(${(s:,:)${rest//$quote/}})
    if [[ $line == *'{"target":"'* ]]; then
      [[ $line == *'"aliases":['* ]] || list_of=()
      for name in $name $list_of; do
        targets+=("$name:$about")
      done
    else
      options+=("--$name:$about")
      if [[ $PREFIX == --no* && $line == *'"negation":"'* ]]; then
        negation=${line#*'"negation":"'}
        options+=("--${negation%%$quote*}:Not: $about")
      fi
      [[ --$name == $option ]] || continue
      takes=${line#*'"takes":"'}
      takes=${takes%%'"'*}
      [[ $line != *'"list":true'* ]] || list=1
      [[ $line != *'"optional":true'* ]] || optional=1
      [[ $line != *'"values":['* ]] || values=($list_of)
    fi
  done

  if [[ -n $bare && ($takes == nothing || -n $optional) ]]; then
    takes=
  fi
  if ((${words[(i)--]} < CURRENT)); then
    takes=target list=
  fi
  [[ -z $list ]] || compset -P '*,'
  case $takes in
    choice) compadd $anycase -a values ;;
    target) _describe -t targets target targets $anycase ;;
    profile)
      profiles=($folder/.nuke/parameters.?*.json(N:t))
      profiles=(${${profiles#parameters.}%.json})
      compadd -a profiles
      ;;
    path) _files ;;
    folder) _files -/ ;;
    text) _message "value of $option" ;;
    *)
      if [[ $PREFIX == -* ]]; then
        _describe -o option options
      else
        _describe -t targets target targets $anycase
      fi
      ;;
  esac
}
compdef _slipway build.sh
