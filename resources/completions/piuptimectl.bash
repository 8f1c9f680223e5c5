# bash completion for piuptimectl
_piuptimectl() {
    local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]}
    local words='' name
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        words='probe devices show history top export import backup restore database-password kiosk-pin gateway completion --json --help --version'
    elif [[ $word == -* ]]; then
        words='--json --help'
        case $verb in
        probe) words="$words --identity --jump --accept-new --batch" ;;
        history) words="$words --from --to --points" ;;
        top) words="$words --from --to --by --number" ;;
        export) words="$words --from --to --format --output" ;;
        import) words="$words --format --stop-on-error" ;;
        restore) words="$words --yes" ;;
        kiosk-pin) words="$words --stdin" ;;
        gateway) words="$words --on --identity --jump --accept-new --batch --note --based-on" ;;
        esac
    elif [ "$verb" = kiosk-pin ]; then
        words='operate acknowledge'
        [ "$COMP_CWORD" -ne 2 ] || words='set clear show'
    elif [ "$verb" = gateway ] && [ "$COMP_CWORD" -eq 2 ]; then
        words='status routes upstreams traffic requests metrics consumers mint-key revoke-key subscriptions approve reject drain restore config versions diff check apply rollback reload'
    elif [ "$verb" = completion ]; then
        words='bash zsh fish'
    elif [ "${COMP_WORDS[COMP_CWORD - 1]}" = --format ]; then
        words='csv jsonl prometheus influx'
    elif [ "${COMP_WORDS[COMP_CWORD - 1]}" = --by ]; then
        words='max min mean last'
    elif [[ $verb == @(import|backup|restore) || $verb:${COMP_WORDS[2]} == gateway:@(check|apply) || ${COMP_WORDS[COMP_CWORD - 1]} == @(-o|--output) ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
    elif [[ $verb == @(show|export|probe) ]] || { [ "$verb" = history ] && [ "$COMP_CWORD" -eq 2 ]; }; then
        [ "$verb" != probe ] || words=local
        # Names are free text: they are quoted here, and never given to compgen, which would expand them.
        while IFS= read -r name; do
            [[ $name != "$word"* ]] || COMPREPLY+=("$(printf '%q' "$name")")
        done < <(piuptimectl devices --json 2>/dev/null | sed -n 's/^        "name": "\([^"\\]*\)",\{0,1\}$/\1/p')
    fi
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -F _piuptimectl piuptimectl
