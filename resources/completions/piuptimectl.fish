# fish completion for piuptimectl
set -l verbs probe devices show history export completion
complete -c piuptimectl -f
complete -c piuptimectl -l json -d 'print for programs'
complete -c piuptimectl -n "not __fish_seen_subcommand_from $verbs" -a probe -d 'one reading of one Pi, taken now'
complete -c piuptimectl -n "not __fish_seen_subcommand_from $verbs" -a devices -d 'the configured Pis'
complete -c piuptimectl -n "not __fish_seen_subcommand_from $verbs" -a show -d 'everything stored last about one Pi'
complete -c piuptimectl -n "not __fish_seen_subcommand_from $verbs" -a history -d 'the samples of one metric'
complete -c piuptimectl -n "not __fish_seen_subcommand_from $verbs" -a export -d 'all samples as CSV or JSON lines'
complete -c piuptimectl -n "not __fish_seen_subcommand_from $verbs" -a completion -d 'print a completion script'
complete -c piuptimectl -n '__fish_seen_subcommand_from probe' -s i -l identity -r -F -d 'private key'
complete -c piuptimectl -n '__fish_seen_subcommand_from probe' -s J -l jump -x -d 'jump host'
complete -c piuptimectl -n '__fish_seen_subcommand_from probe' -l accept-new -d 'trust a new host key'
complete -c piuptimectl -n '__fish_seen_subcommand_from probe' -l batch -d 'never ask'
complete -c piuptimectl -n '__fish_seen_subcommand_from history export' -l from -x -d 'begin'
complete -c piuptimectl -n '__fish_seen_subcommand_from history export' -l to -x -d 'end'
complete -c piuptimectl -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
