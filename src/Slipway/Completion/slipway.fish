# Completes ./build.sh TARGET… [--option value] in fish, from .nuke/build.schema.json, without starting anything.
# Install: ./build.sh --completion fish | source
function __slipway_complete
    set -l before (commandline -opc)
    set -l word (commandline -ct)
    set -l option
    set -l head
    set -l bare
    if string match -qr -- '^--.*=' $word
        set option (string replace -r -- '=.*' '' $word)
        set head $option=
        set word (string replace -r -- '^[^=]*=' '' $word)
    else if set -q before[2]; and string match -qr -- '^--.' $before[-1]
        set option $before[-1]
        set bare 1
    end

    set -l folder $PWD
    if string match -q -- '*/*' $before[1]
        set folder (string replace -r -- '/[^/]*$' '' $before[1])
        set folder (string replace -r -- '^~' $HOME $folder)
        string match -q -- '/*' $folder; or set folder $PWD/$folder
    end
    while test -n "$folder"; and not test -f $folder/.nuke/build.schema.json
        set folder (string replace -r -- '/[^/]*$' '' $folder)
    end
    if test -z "$folder"
        __fish_complete_path $word
        return
    end

    # The schema holds an entry a line, so that one pass over it finds all of a kind.
    set -l schema $folder/.nuke/build.schema.json
    set -l entry
    set -l takes
    set -l list
    if test -n "$option"
        set entry (string match -r -- '\{"option":"'(string escape --style=regex -- (string sub -s 3 -- $option))'".*' <$schema)
        set takes (string replace -rf -- '.*"takes":"([^"]*)".*' '$1' $entry)
        string match -q -- '*"list":true*' $entry; and set list 1
        if test -n "$bare"; and string match -qr -- '"takes":"nothing"|"optional":true' $entry
            set takes
        end
    end
    if contains -- -- $before
        set takes target
        set list
    end
    if test -n "$list"; and string match -q -- '*,*' $word
        set head "$head"(string replace -r -- '[^,]*$' '' $word)
    end

    switch "$takes"
        case choice
            printf "$head%s\n" (string split , -- (string replace -rf -- '.*"values":\[([^\]]*)\].*' '$1' $entry | string replace -a '"' ''))
        case target
            __slipway_targets $schema "$head"
        case profile
            for file in $folder/.nuke/parameters.?*.json
                string replace -rf -- '.*/parameters\.(.*)\.json$' "$head\$1" $file
            end
        case path
            __fish_complete_path $word | string replace -r -- '^' "$head"
        case folder
            __fish_complete_directories $word | string replace -r -- '^' "$head"
        case text
        case '*'
            if string match -q -- '-*' $word
                string replace -rf -- '.*\{"option":"([^"]*)".*"description":"(.*)"\}.*' '--$1\t$2' <$schema | string replace -a '\\"' '"'
                if string match -q -- '--no*' $word
                    string replace -rf -- '.*"negation":"([^"]*)".*"description":"(.*)"\}.*' '--$1\tNot: $2' <$schema | string replace -a '\\"' '"'
                end
            else if test -z "$option$head"; or test -n "$bare"
                __slipway_targets $schema ''
            end
    end
end

function __slipway_targets
    string replace -rf -- '.*\{"target":"([^"]*)".*"description":"(.*)"\}.*' "$argv[2]"'$1\t$2' <$argv[1] | string replace -a '\\"' '"'
    for line in (string match -r -- '.*"aliases":\[.*' <$argv[1])
        set -l about (string replace -r -- '.*"description":"(.*)"\}.*' '$1' $line | string replace -a '\\"' '"')
        for name in (string replace -r -- '.*"aliases":\["([^\]]*)"\].*' '$1' $line | string split '","')
            printf '%s\t%s\n' "$argv[2]$name" "$about"
        end
    end
end

complete -c build.sh -e
complete -c build.sh -f -k -a '(__slipway_complete)'
