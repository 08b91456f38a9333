// The code blocks of docs/reference/running.md, word for word: CodeBlocks holds that they are.
namespace Slipway.Components.Tests.Documentation;

internal sealed class Converting : SlipwayBuild
{
    public Target<string, int> Convert => _ => _
        .ForEach(() => ["small.csv", "large.csv"])
        .Uses(file => file == "large.csv" ? new ByteSize(2L << 30) : null)
        .UsesExclusively("database")
        .Executes((file, run) => Task.FromResult(file.Length));
}
