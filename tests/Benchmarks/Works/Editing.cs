using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>From an edit of the build's source to the end of its first target.</summary>
internal sealed class Editing : IWork
{
    public string Name => "edit";

    public string Title => "From an edit of the build to the first target";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var build = new GeneratedBuild(scratch, "edited");
        var missing = await build.MakeAsync(Shapes.Chain(5), cancellationToken);
        var program = new DotNetProgram(scratch, "running");
        var cake = new Cake(scratch);
        return
        [
            build.Contender("`./build.sh T1` after an edit of `Build.cs`", missing, "T1") with { Reach = 3, Before = new SourceEdit(build.Source).Make, Expected = "T1", Elsewhere = "NUKE 10.1: 2.4 s and more" },
            new Contender("`dotnet run` after an edit of a program of one line")
            {
                Missing = await program.MakeAsync("System.Console.WriteLine(\"ran\");\n", null, aheadOfTime: false, cancellationToken),
                Command = scratch.Command("running", "dotnet", "run", "-c", "Release"),
                Before = new SourceEdit(program.Source).Make,
                Expected = "ran",
            },
            new Contender(await NameOfAsync(cake, cancellationToken) + " after an edit of its script")
            {
                Missing = await cake.MakeAsync(cancellationToken),
                Command = cake.Command("T1"),
                Before = new SourceEdit(cake.Source).Make,
                Expected = "T1",
            },
        ];
    }

    private static async Task<string> NameOfAsync(Cake cake, CancellationToken cancellationToken)
    {
        await cake.MakeAsync(cancellationToken);
        return await cake.NameAsync(cancellationToken);
    }
}
