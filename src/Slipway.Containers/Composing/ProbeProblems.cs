using Slipway.Containers.Compose;
using Slipway.Diagnostics;

namespace Slipway.Containers.Composing;

/// <summary>What can be wrong with the probes of <c>x-slipway:</c>.</summary>
internal static class ProbeProblems
{
    public static Problem NoProbe(Place place, IReadOnlyList<string> kinds) => Wrong(place, "a probe of x-slipway names none, or several, of the ways to look", string.Join(", ", kinds));

    public static Problem Unknown(YamlEntry entry, IReadOnlyList<string> known) =>
        Wrong(entry.Place, $"a probe of x-slipway knows no '{entry.Key}'", string.Join(", ", Nearest.To(entry.Key, known) is { Count: > 0 } near ? near : known));

    public static Problem NoDuration(Place place, string name) => Wrong(place, $"'{name}' of x-slipway is not a duration", $"{name}: 30s");

    public static Problem Wrong(Place place, string example) => Wrong(place, "a probe of x-slipway has a value that it cannot use", example);

    private static Problem Wrong(Place place, string what, string tip) => new("SW0439", what, [place.ToString()], tip, ExitCodes.BuildIsWrong);
}
