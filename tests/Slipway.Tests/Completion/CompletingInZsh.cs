namespace Slipway.Tests.Completion;

public sealed class CompletingInZsh
{
    // Completion works in a line that is edited only: zsh runs in a terminal of its own.
    private const string Driver =
        """
        zmodload zsh/zpty
        cat > start <<END
        PS1='' PROMPT='' RPROMPT=''
        unset zle_bracketed_paste
        autoload -Uz compinit; compinit -u -D
        source ./$1
        setopt no_beep no_list_beep
        bindkey '^I' complete-word
        show() { print -r -- "LINE<\$BUFFER>"; BUFFER=; zle redisplay }
        zle -N show
        bindkey '^O' show
        END
        zpty inner 'TERM=dumb zsh -f -i'
        zpty -w inner "source ./start; print RE''ADY"
        zpty -r -m inner out '*READY*'
        for line in "${@:2}"; do
          zpty -n -w inner "$line"$'\t'$'\C-o'
          zpty -r -m inner out '*LINE<*>*'
          print -r -- "${${out##*LINE<}%%>*}"
        done
        zpty -d inner
        """;

    [Fact]
    public async Task Zsh_completes_what_can_only_be_meant()
    {
        Assert.SkipUnless(Shell.IsInstalled("zsh"), "there is no zsh on this machine: apt-get install zsh");
        using var shell = await Shell.StartAsync("zsh");

        var completed = await shell.RunAsync(
            Driver,
            "./build.sh builda",
            "./build.sh Ev",
            "./build.sh --pai",
            "./build.sh --no-k",
            "./build.sh --paint=r",
            "./build.sh --paint r",
            "./build.sh --skip=Check,BuildS",
            "./build.sh --profile st",
            "./build.sh --plan=j",
            "./build.sh --plan Ch",
            "./build.sh --source in/a",
            "./build.sh --output in/",
            "./build.sh -- Ch",
            "./build.sh --owner Ch");

        Assert.Equal(
            [
                "./build.sh BuildAll ",
                "./build.sh Everything ",
                "./build.sh --paint ",
                "./build.sh --no-keep ",
                "./build.sh --paint=red ",
                "./build.sh --paint red ",
                "./build.sh --skip=Check,BuildSome ",
                "./build.sh --profile staging ",
                "./build.sh --plan=json ",
                "./build.sh --plan Check ",
                "./build.sh --source in/a\\ file.txt ",
                "./build.sh --output in/deep/",
                "./build.sh -- Check ",
                "./build.sh --owner Ch",
            ],
            completed);
    }
}
