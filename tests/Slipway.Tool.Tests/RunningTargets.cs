namespace Slipway.Tool.Tests;

public sealed class RunningTargets
{
    private const string Compose = """
        services:
          api:
            build: .
            image: shop/api
        """;

    [Theory]
    [InlineData("deploy", "Plan for Deploy:")]
    [InlineData("build", "Plan for BuildImages:")]
    [InlineData("up", "Plan for ComposeUp:")]
    [InlineData("down", "Plan for Stop:")]
    [InlineData("BuildFast", "Plan for BuildFast:")]
    public async Task A_verb_stands_for_a_target(string verb, string expected)
    {
        using var folder = new ToolFolder().With("compose.yaml", Compose).With("Dockerfile", "FROM scratch\nCOPY app /\n").With("app", "");

        var run = await folder.RunAsync(verb, "--plan");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_works_below_the_folder_of_the_compose_file()
    {
        using var folder = new ToolFolder().With("docker-compose.yml", Compose).With("Dockerfile", "FROM scratch\n").With("src/a/b", "");

        var run = await folder.RunInAsync("src/a", "build", "--plan");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("BuildImages:api", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_leaves_nothing_behind()
    {
        using var folder = new ToolFolder().With("compose.yaml", Compose).With("Dockerfile", "FROM scratch\n");

        await folder.RunAsync("deploy", "--plan");

        Assert.Equal(["Dockerfile", "compose.yaml"], Directory.EnumerateFileSystemEntries(folder.PathOf(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_run_leaves_stays_out_of_version_control()
    {
        using var folder = new ToolFolder().With("compose.yaml", Compose).With("Dockerfile", "FROM scratch\n");

        var run = await folder.RunAsync("build");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("*\n", await File.ReadAllTextAsync(folder.PathOf(".nuke/temp/.gitignore"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_compose_file_it_says_what_is_missing()
    {
        using var folder = new ToolFolder();

        var run = await folder.RunAsync("deploy");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"error SW0901: neither '{Path.GetFullPath(folder.PathOf("."))}' nor a folder above it has a compose file\n  try: go to a folder with compose.yaml or docker-compose.yml\n".Replace("/'", "'", StringComparison.Ordinal), run.Error.Replace("/'", "'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_word_that_is_neither_verb_nor_target_gets_the_nearest()
    {
        using var folder = new ToolFolder().With("compose.yaml", Compose);

        var run = await folder.RunAsync("deplyo");

        Assert.Equal((2, "error SW0011: there is no target 'deplyo'\n  try: Deploy\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData(".", "build.sh Deploy --plan")]
    [InlineData("src", "build.sh Deploy --plan")]
    [InlineData("stacks/shop", null)]
    public async Task Beside_a_build_project_its_own_build_runs_unless_a_compose_file_is_nearer(string below, string? expected)
    {
        using var folder = new ToolFolder().With("build.sh", "").With(".nuke/parameters.json", "{}").With("src/a", "").With("stacks/shop/compose.yaml", Compose).With("stacks/shop/Dockerfile", "FROM scratch\n");

        var run = await folder.RunInAsync(below, "deploy", "--plan");

        Assert.Equal(expected is null ? 0 : 7, run.ExitCode);
        Assert.Equal(expected is null ? [] : [expected], folder.Became);
    }

    [Fact]
    public async Task Remedies_and_help_name_the_tool()
    {
        using var folder = new ToolFolder().With("compose.yaml", Compose).With("Dockerfile", "FROM scratch\n");

        var help = await folder.RunAsync("--help", "Deploy");
        var options = await folder.RunAsync("deploy", "--help");

        Assert.Contains("slipway Deploy --plan", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("build.sh", help.Out + options.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task Help_names_verbs_and_commands(params string[] args)
    {
        using var folder = new ToolFolder();

        var run = await folder.RunAsync(args);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  deploy     all of the above, in order\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  lint       holds compose file and Dockerfiles against the rules\n", run.Out, StringComparison.Ordinal);
    }
}
