using Slipway.Testing;

namespace Slipway.Tests.Parameters;

public sealed class ReadingTheCommandLine : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("One", "One")]
    [InlineData("One", "--name", "x", "One", "--clean")]
    [InlineData("One,Two", "One", "--name=x", "Two")]
    [InlineData("One,Two", "--clean", "--", "One", "Two")]
    [InlineData("One,Two", "one", "--", "TWO")]
    [InlineData("Two", "Two", "--plan=json", "--no-color")]
    public async Task Targets_stand_before_between_and_after_options(string targets, params string[] args)
    {
        var run = await _project.RunAsync<Simple>(["--plan", .. args]);

        if (args.Contains("--plan=json", StringComparer.Ordinal))
            Assert.Equal("error SW0071: --plan is given twice, and takes one value\n  try: give it once\n", run.Error);
        else
            Assert.All(targets.Split(','), target => Assert.Contains(target, run.Out, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--name a --name b One", "error SW0071: --name is given twice, and takes one value\n  try: give it once\n")]
    [InlineData("--name a --NAME=a One", "error SW0071: --name is given twice, and takes one value\n  try: give it once\n")]
    [InlineData("--clean --no-clean One", "error SW0071: --clean is given twice, and takes one value\n  try: give it once\n")]
    [InlineData("--password-file a --password-file b One", "error SW0071: --password-file is given twice, and takes one value\n  try: give it once\n  and more")]
    [InlineData("One -n 3", "error SW0010: there is no option '-n'\n  try: --name, --no-clean, --no-color\n")]
    [InlineData("One -name 3", "error SW0010: there is no option '-name'\n  try: --name\n")]
    [InlineData("One -", "error SW0010: there is no option '-'\n  try: --help lists the options\n")]
    [InlineData("One -- --name=x", "error SW0011: there is no target '--name=x'\n  try: --list shows the targets\n")]
    [InlineData("One --skip=", "error SW0013: --skip needs a value: leave targets out; what they depend on still runs\n  try: --skip TARGET,…\n")]
    [InlineData("One --profile", "error SW0013: --profile needs a value: take the values of .nuke/parameters.NAME.json too\n  try: --profile NAME,…\n")]
    [InlineData("One --plan=", "error SW0013: --plan needs a value: show what would run and why, and change nothing\n  try: --plan json|mermaid\n")]
    [InlineData("One --plan=jsno", "error SW0012: --plan is 'jsno', which is not one of text, json, mermaid\n  try: json\n")]
    [InlineData("One --password-file", "error SW0013: --password-file needs a value: the file that holds the secret\n  try: --password-file FILE\n")]
    [InlineData("One --profil=x", "error SW0010: there is no option '--profil'\n  try: --profile\n")]
    [InlineData("One --no-claen", "error SW0010: there is no option '--no-claen'\n  try: --no-clean, --no-plain\n")]
    public async Task What_cannot_be_meant_is_told(string line, string message)
    {
        var run = await _project.RunAsync<Simple>(line.Split(' '));

        // Files of secrets that are not there are told too.
        Assert.StartsWith(message.Replace("\n  and more", "", StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("mermaid")]
    public async Task A_plan_is_shown_in_the_form_that_is_asked_for(string form)
    {
        var run = await _project.RunAsync<Simple>("One", "--plan=" + form);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("One", run.Out, StringComparison.Ordinal);
        Assert.Empty(_project.Files());
    }

    private sealed class Simple : SlipwayBuild
    {
        [Parameter("A name.")]
        string Name => Get("world");

        [Parameter("A flag.")]
        bool Clean => Get(false);

        [Parameter("A password.")]
        Secret? Password => Get<Secret>();

        Target One => _ => _.Executes(run => run.Log($"{Name} {Clean} {Password}"));

        Target Two => _ => _.Executes(() => { });
    }
}
