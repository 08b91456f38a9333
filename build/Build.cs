using Slipway;

internal sealed class Build : SlipwayBuild
{
    public static Task<int> Main(string[] args) => RunAsync<Build>(args);

    [Parameter("x")] string Name => Get("world");

    Target A => _ => _.Description("A thing").Executes(run => run.Log("hello " + Name));

    Target<string, int> Items => _ => _.Description("Items").DependsOn(A).ForEach(() => ["one", "two"]).Executes(async (i, run) => { await Task.Delay(300, run.CancellationToken); return i.Length; });
    Target<string, int> More => _ => _.ForEach(Items).DependsOn(Items).Executes((i, run) => Task.FromResult(run.ResultOf(Items, i) * 2));

    Target All => _ => _.DependsOn(More).Presets(() => ((IBuild)this).Mode, Mode.Sequential);
}
