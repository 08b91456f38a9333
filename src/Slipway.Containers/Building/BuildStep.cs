using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Building;

/// <summary>A step of a build.</summary>
/// <param name="Name">What the builder calls it: <c>[builder 3/5] RUN make</c>, or <c>[internal] load metadata for…</c>.</param>
public sealed partial record BuildStep(string Name)
{
    /// <summary>The stage it belongs to; empty where the Dockerfile has one stage only, <c>stage-1</c> where the stage has no name.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Its number within the stage, counted from 1; 0 where it comes from no instruction.</summary>
    public int Number { get; init; }

    /// <summary>How many steps the stage has; 0 where it comes from no instruction.</summary>
    public int Of { get; init; }

    /// <summary>The instruction, <c>RUN make</c>; the name where it comes from none.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>Whether it comes from an instruction of the Dockerfile.</summary>
    public bool IsInstruction => Number > 0;

    /// <summary>Whether it only says what to start from: there is nothing to run, and builders differ in whether they call it cached.</summary>
    internal bool IsBase => Instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase);

    /// <summary>The step that a builder calls <paramref name="name"/>.</summary>
    /// <param name="name">Such as <c>[linux/arm64 builder 3/5] RUN make</c>.</param>
    public static BuildStep Parse(string name)
    {
        var match = Shape.Match(name);
        if (!match.Success)
            return new BuildStep(name) { Instruction = name };
        return new BuildStep(name)
        {
            // A build for several platforms puts the platform before the stage.
            Stage = match.Groups["stage"].Value.Trim().Split(' ')[^1],
            Number = int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
            Of = int.Parse(match.Groups["of"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
            Instruction = match.Groups["instruction"].Value,
        };
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    [GeneratedRegex(@"^\[(?<stage>[^\]]*?) ?(?<number>\d{1,6})/(?<of>\d{1,6})\] (?<instruction>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Shape { get; }
}
