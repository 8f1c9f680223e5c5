#compdef piuptimectl
_piuptimectl() {
    local -a verbs=(
        'probe:one reading of one Pi, taken now'
        'devices:the configured Pis with their newest values'
        'show:everything stored last about one Pi'
        'history:the samples of one metric'
        'top:the Pis that come first by one metric'
        'export:all that is stored, as a file for other programs'
        'import:store what a file of another program holds'
        'backup:a verified copy of the history'
        'restore:put a backup in the place of the history'
        'database-password:store the password of a shared history'
        'kiosk-pin:the PINs of the touch interface'
        'gateway:the API gateway of this account, here or on a Pi'
        'completion:print a completion script'
    )
    _arguments '--json[print for programs]' '--help[show help]' '--version[show the version]' '1: :->verb' '*:: :->rest'
    case $state in
    verb) _describe 'verb' verbs ;;
    rest)
        case $words[1] in
        probe) _arguments '*'{-i,--identity}'[private key]:file:_files' '*'{-J,--jump}'[jump host]:host:_hosts' \
            '--accept-new[trust a new host key]' '--batch[never ask]' '1:address:_hosts' ;;
        history) _arguments '--from[begin]:time:' '--to[end]:time:' '--points[at most so many]:number:' '1:device:' '2:metric:' ;;
        top) _arguments '--from[begin]:time:' '--to[end]:time:' '--by[measure]:measure:(max min mean last)' \
            {-n,--number}'[how many]:number:' '1:metric:' ;;
        export) _arguments '--from[begin]:time:' '--to[end]:time:' '--format[format]:format:(csv jsonl prometheus influx)' \
            {-o,--output}'[file]:file:_files' '*:device:' ;;
        import) _arguments '--format[format]:format:(csv jsonl prometheus influx)' \
            '--stop-on-error[end at the first line that is not valid]' '1:file:_files' ;;
        backup) _arguments '1:file:_files' ;;
        restore) _arguments {-y,--yes}'[do not ask]' '1:file:_files' ;;
        kiosk-pin) _arguments '--stdin[set: read the PIN from standard input]' '1:action:(set clear show)' \
            '2:level:(operate acknowledge)' ;;
        gateway) _arguments '--on[the one on a Pi, over SSH]:host:_hosts' '*'{-i,--identity}'[private key]:file:_files' \
            '*'{-J,--jump}'[jump host]:host:_hosts' '--accept-new[trust a new host key]' '--batch[never ask]' \
            '--note[why]:text:' '--based-on[fail if another version is in use]:version:' \
            '1:what:(status routes upstreams traffic requests metrics consumers mint-key revoke-key subscriptions approve reject drain restore config versions diff check apply rollback reload)' '*:file:_files' ;;
        completion) _values 'shell' bash zsh fish ;;
        esac ;;
    esac
}
_piuptimectl "$@"
