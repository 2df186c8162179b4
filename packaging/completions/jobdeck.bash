# Completion of jobdeck(1) for bash. jobdeck itself knows what may stand where.

_jobdeck() {
    local word=${COMP_WORDS[COMP_CWORD]} line quoted
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
        :files) mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
        :folders) mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
        :programs) mapfile -t COMPREPLY < <(compgen -c -- "$word") ;;
        *)
            printf -v quoted %q "${line%%$'\t'*}"
            COMPREPLY+=("$quoted")
            ;;
        esac
    done < <("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
} && complete -o bashdefault -o default -F _jobdeck jobdeck
