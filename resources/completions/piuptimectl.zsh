#compdef piuptimectl
_piuptimectl() {
    local -a verbs=(
        'probe:one reading of one Pi, taken now'
        'devices:the configured Pis with their newest values'
        'show:everything stored last about one Pi'
        'history:the samples of one metric'
        'export:all samples as CSV or JSON lines'
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
        export) _arguments '--from[begin]:time:' '--to[end]:time:' '*:device:' ;;
        completion) _values 'shell' bash zsh fish ;;
        esac ;;
    esac
}
_piuptimectl "$@"
