# Completion of jobdeck(1) for bash. jobdeck itself knows what may stand where.

_jobdeck() {
    local word=${COMP_WORDS[COMP_CWORD]} line quoted kind
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
        :files | :folders)
            compopt -o filenames 2>/dev/null # adds slashes and quotes; only a shell that completes has it
            [[ $line == :files ]] && kind=-f || kind=-d
            mapfile -t COMPREPLY < <(compgen "$kind" -- "$word")
            ;;
        :programs) mapfile -t COMPREPLY < <(compgen -c -- "$word") ;;
        *)
            printf -v quoted %q "${line%%$'\t'*}"
            COMPREPLY+=("$quoted")
            ;;
        esac
    done < <("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
} && complete -F _jobdeck jobdeck
