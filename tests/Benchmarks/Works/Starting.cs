using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>What it costs to do nothing.</summary>
internal sealed class Starting : IWork
{
    private const string Reflecting = """
        System.Console.WriteLine(string.Join(' ', typeof(Five).GetProperties().OrderBy(p => p.MetadataToken).Select(p => ((Action)p.GetValue(new Five())!).Method.Name.Length > 0 ? p.Name : "")));

        internal sealed class Five
        {
            public Action T1 => () => { };
            public Action T2 => () => { };
            public Action T3 => () => { };
            public Action T4 => () => { };
            public Action T5 => () => { };
        }
        """;

    private const string Bullseye = """
        using static Bullseye.Targets;

        Target("T1", () => { });
        Target("T2", dependsOn: ["T1"], () => { });
        Target("T3", dependsOn: ["T2"], () => { });
        Target("T4", dependsOn: ["T3"], () => { });
        Target("T5", dependsOn: ["T4"], () => { });
        await RunTargetsAndExitAsync(args);
        """;

    private const string Nuke = """
        return Build.Execute<Build>(x => x.T5);

        internal sealed class Build : Nuke.Common.NukeBuild
        {
            public static int Execute() => 0;
            public Nuke.Common.Target T5 => _ => _.Executes(() => { });
        }
        """;

    public string Name => "start";

    public string Title => "A chain of five targets that do nothing, nothing changed";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var build = new GeneratedBuild(scratch, "chain");
        var missing = await build.MakeAsync(Shapes.Chain(5), cancellationToken);
        scratch.Write("make/Makefile", string.Concat(Enumerable.Range(1, 5).Select(i => $".PHONY: T{i}\nT{i}: {(i > 1 ? $"T{i - 1}" : "")}\n\t@:\n")));
        var hello = new DotNetProgram(scratch, "hello");
        var reflecting = new DotNetProgram(scratch, "reflecting");
        var bullseye = new DotNetProgram(scratch, "with-bullseye");
        var nuke = new DotNetProgram(scratch, "with-nuke");
        var cake = new Cake(scratch);
        var noCake = await cake.MakeAsync(cancellationToken);
        return
        [
            build.Contender("`./build.sh T5`", missing, "T5") with { Reach = 0.07, Expected = "T5", IsProfiled = true },
            build.Contender("`./build.sh T5 --plan`", missing, "T5", "--plan") with { Expected = "T5" },
            build.Contender("`./build.sh --help`", missing, "--help") with { Expected = "T5" },
            new Contender("`true`, what measuring costs") { Command = scratch.Command("make", "true") },
            new Contender("make") { Command = scratch.Command("make", "make", "T5"), Elsewhere = "0.002 s" },
            new Contender("`dotnet hello.dll`") { Missing = await hello.MakeAsync("System.Console.WriteLine(\"hello\");\n", null, aheadOfTime: false, cancellationToken), Command = hello.Command(), Expected = "hello", Elsewhere = "0.028 s", SpeedElsewhere = 0.028, IsProfiled = true },
            new Contender("ReadyToRun program that reflects over five targets") { Missing = await reflecting.MakeAsync(Reflecting, null, aheadOfTime: true, cancellationToken), Command = reflecting.Command(), Expected = "T5", Elsewhere = "0.035 s", IsProfiled = true },
            new Contender("Bullseye") { Missing = await bullseye.MakeAsync(Bullseye, "Bullseye 6.0.0", aheadOfTime: true, cancellationToken), Command = bullseye.Command("T5"), Elsewhere = "0.082 s" },
            new Contender(await cake.NameAsync(cancellationToken)) { Missing = noCake, Command = cake.Command("T5"), Expected = "T5", Elsewhere = "0.573 s (Cake 7)" },
            new Contender("NUKE") { Missing = await nuke.MakeAsync(Nuke, "Nuke.Common 10.1.0", aheadOfTime: true, cancellationToken), Command = nuke.Command("T5"), Elsewhere = "2.91 s (NUKE 10.1)" },
        ];
    }
}
