using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class AskingForItems : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Scan:web", "Prepare Build:base Build:web Scan:web")]
    [InlineData("Build:base", "Prepare Build:base")]
    [InlineData("b:base Build:api", "Prepare Build:base Build:api")]
    [InlineData("Scan:web Scan", "Prepare Build:base Build:api Build:web Scan:base Scan:api Scan:web")]
    [InlineData("Push:web", "Prepare Build:base Build:api Build:web Scan:base Scan:api Scan:web Push:web")]
    [InlineData("Scan:web Note", "Prepare Build:base Build:web Scan:web Note")]
    [InlineData("Odd:a:b", "Odd:a:b")]
    public async Task One_item_runs_and_what_it_needs(string targets, string expected)
    {
        var build = new Images();

        var run = await _project.RunAsync(build, targets.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), build.Ran.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_plan_names_the_items_that_were_asked_for()
    {
        var run = await _project.RunAsync<Images>("Scan:web", "Build:base", "--plan");

        Assert.StartsWith("Plan for Scan:web, Build:base: 4 run\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_is_not_there_is_told_with_its_neighbours()
    {
        var run = await _project.RunAsync<Images>("Scan:wep", "Build:something");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            """
            error SW0147: target 'Scan' has no item 'wep'
              try: Scan:web
            error SW0147: target 'Build' has no item 'something'
              try: --plan Build shows its items

            """,
            run.Error);
    }

    [Fact]
    public async Task A_target_without_items_cannot_be_asked_for_one()
    {
        var run = await _project.RunAsync<Images>("Note:web");

        Assert.Equal((2, "error SW0146: 'Note:web' asks for an item, and target 'Note' has none\n  try: Note\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_told_without_the_item()
    {
        var run = await _project.RunAsync<Images>("Scam:web");

        Assert.Equal((2, "error SW0011: there is no target 'Scam'\n  try: Scan\n"), (run.ExitCode, run.Error));
    }

    private sealed class Images : SlipwayBuild
    {
        private readonly Lock _gate = new();

        public List<string> Ran { get; } = [];

        Target Prepare => _ => _.Executes(Add);

        Target<string, int> Build => _ => _.Alias("b").DependsOn(Prepare).ForEach(() => ["api", "base", "web"]).WaitsFor(item => item == "base" ? [] : ["base"]).Executes((_, run) => Noted(run));

        Target<string, int> Scan => _ => _.ForEach(Build).Executes((_, run) => Noted(run));

        Target<string, int> Push => _ => _.ForEach(Scan).DependsOn(Scan).Executes((_, run) => Noted(run));

        Target<string, int> Odd => _ => _.ForEach(() => ["a:b", "c"]).Executes((_, run) => Noted(run));

        Target Note => _ => _.Executes(Add);

        private Task<int> Noted(RunContext run)
        {
            Add(run);
            return Task.FromResult(0);
        }

        private void Add(RunContext run)
        {
            lock (_gate)
                Ran.Add(run.Node);
        }
    }
}
