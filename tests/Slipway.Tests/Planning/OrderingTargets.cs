using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class OrderingTargets : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Late", "Late")]
    [InlineData("Late Early", "Early Late")]
    [InlineData("Middle Late Early", "Early Middle Late")]
    [InlineData("Prepared", "Prepare Prepared")]
    [InlineData("Prepare", "Prepare")]
    [InlineData("Guarded", "Guarded")]
    [InlineData("Guarded Guard", "Guard Guarded")]
    [InlineData("Late --early", "Early Late")]
    [InlineData("--early", "Early")]
    public async Task Order_alone_makes_nothing_run(string line, string expected)
    {
        var build = new Ordered();

        var run = await _project.RunAsync(build, line.Split(' '));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected.Split(' '), build.Ran);
    }

    [Theory]
    [InlineData("After Failing", "After")]
    [InlineData("Only Failing", "")]
    [InlineData("Only", "Only")]
    public async Task A_failure_stops_what_comes_only_after_it_and_not_what_just_comes_after(string line, string expected)
    {
        var build = new Ordered();

        await _project.RunAsync(build, line.Split(' '));

        Assert.Equal(expected, string.Join(' ', build.Ran));
    }

    private sealed class Ordered : SlipwayBuild
    {
        public List<string> Ran { get; } = [];

        [Parameter("Asks for Early.", Name = "Early", Requests = nameof(Early))]
        bool WithEarly => Get(false);

        Target Late => _ => _.After(Early).Executes(Add);

        Target Early => _ => _.Before(Middle).Executes(Add);

        Target Middle => _ => _.Before(Late).Executes(Add);

        Target Prepared => _ => _.Executes(Add);

        Target Prepare => _ => _.DependentFor(Prepared).Executes(Add);

        Target Guarded => _ => _.OnlyAfter(Guard).Executes(Add);

        Target Guard => _ => _.Executes(Add);

        Target Failing => _ => _.Executes(() => throw new ProblemException(new Problem("X0001", "no")));

        Target After => _ => _.After(Failing).Executes(Add);

        Target<string, int> Only => _ => _.OnlyAfter(Failing).ForEach(() => ["item"]).Executes((_, run) =>
        {
            Add(run);
            return Task.FromResult(0);
        });

        private void Add(RunContext run) => Ran.Add(run.Node.Split(':')[0]);
    }
}
