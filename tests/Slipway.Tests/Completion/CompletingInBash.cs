namespace Slipway.Tests.Completion;

public sealed class CompletingInBash
{
    private const string Driver =
        """
        source "./$1"; shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _slipway "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [Theory]
    [InlineData("BuildAll Everything BuildSome Check", "./build.sh", "")]
    [InlineData("BuildAll BuildSome", "./build.sh", "bui")]
    [InlineData("BuildAll", "./build.sh", "--keep", "BuildA")]
    [InlineData("BuildAll", "build.sh", "BuildA")]
    [InlineData("--paint --palette", "./build.sh", "--pa")]
    [InlineData("--keep --key-file", "./build.sh", "--ke")]
    [InlineData("--no-keep", "./build.sh", "--no-k")]
    [InlineData("--no-color", "./build.sh", "--no-c")]
    [InlineData("red light-blue light-green", "./build.sh", "--paint", "")]
    [InlineData("light-blue light-green", "./build.sh", "--paint", "=", "li")]
    [InlineData("red light-blue light-green", "./build.sh", "--paint", "=")]
    [InlineData("--paint=light-blue --paint=light-green", "./build.sh", "--paint=li")]
    [InlineData("red,light-blue red,light-green", "./build.sh", "--palette", "red,li")]
    [InlineData("Check,BuildAll Check,BuildSome", "./build.sh", "--skip", "Check,bu")]
    [InlineData("small staging", "./build.sh", "--profile", "s")]
    [InlineData("text json mermaid", "./build.sh", "--plan", "=")]
    [InlineData("BuildAll BuildSome", "./build.sh", "--plan", "B")]
    [InlineData("bash zsh fish powershell", "./build.sh", "--completion", "")]
    [InlineData("in/a file.txt", "./build.sh", "--source", "in/a")]
    [InlineData("in/deep", "./build.sh", "--output", "in/")]
    [InlineData("in/a file.txt in/deep", "./build.sh", "--key-file", "in/")]
    [InlineData("", "./build.sh", "--owner", "")]
    [InlineData("", "./build.sh", "--frob", "=", "x")]
    [InlineData("Check", "./build.sh", "--", "C")]
    [InlineData("", "./build.sh", "--", "--k")]
    [InlineData("", "./build.sh", "Hid")]
    [InlineData("", "/build.sh", "B")]
    public async Task Bash_offers_what_may_be_meant(string offers, params string[] words)
    {
        using var shell = await Shell.StartAsync("bash");

        var offered = await shell.RunAsync(Driver, words);

        Assert.Equal(offers, string.Join(' ', offered));
    }

    [Fact]
    public async Task Bash_finds_the_project_from_a_folder_below()
    {
        using var shell = await Shell.StartAsync("bash");

        var offered = await shell.RunAsync("source ./completion; cd in/deep\n" + Driver.Replace("source \"./$1\"; ", "", StringComparison.Ordinal), "../../build.sh", "Ch");

        Assert.Equal(["Check"], offered);
    }

    [Fact]
    public async Task Bash_completes_the_script_by_its_name()
    {
        using var shell = await Shell.StartAsync("bash");

        var registered = await shell.RunAsync("source ./completion; complete -p build.sh");

        Assert.Equal(["complete -F _slipway build.sh"], registered);
    }
}
