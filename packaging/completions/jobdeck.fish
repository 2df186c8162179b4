# Completion of jobdeck(1) for fish. jobdeck itself knows what may stand where.

function __jobdeck_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] __complete $words[2..-1] 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (commandline -ct)
            case :folders
                __fish_complete_directories (commandline -ct)
            case :programs
                __fish_complete_command
            case '*'
                echo $line
        end
    end
end

complete -c jobdeck -f -a '(__jobdeck_complete)'
