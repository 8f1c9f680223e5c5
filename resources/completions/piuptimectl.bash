# bash completion for piuptimectl
_piuptimectl() {
    local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]}
    local verbs='probe devices show history export completion'
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$verbs --json --help --version" -- "$word")
        return
    fi
    case $verb in
    show | history | export | probe)
        if [[ $word == -* ]]; then
            local options='--json --help'
            [ "$verb" = probe ] && options="$options --identity --jump --accept-new --batch"
            [ "$verb" = history ] && options="$options --from --to --points"
            [ "$verb" = export ] && options="$options --from --to"
            mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
        elif [ "$verb" != history ] || [ "$COMP_CWORD" -eq 2 ]; then
            local names
            names=$(piuptimectl devices --json 2>/dev/null | sed -n 's/^        "name": "\(.*\)",\{0,1\}$/\1/p')
            [ "$verb" = probe ] && names="local $names"
            mapfile -t COMPREPLY < <(compgen -W "$names" -- "$word")
        fi
        ;;
    completion) mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- "$word") ;;
    esac
}
complete -F _piuptimectl piuptimectl
