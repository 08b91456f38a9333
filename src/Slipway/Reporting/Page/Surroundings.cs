using System.Globalization;
using System.Runtime.InteropServices;
using Slipway.Planning;

namespace Slipway.Reporting.Page;

/// <summary>What a run ran on.</summary>
internal static class Surroundings
{
    public static IReadOnlyList<(string Name, string Value)> Of(Plan plan)
    {
        var facts = new List<(string Name, string Value)>
        {
            ("Slipway", HelpText.Version),
            (".NET", RuntimeInformation.FrameworkDescription),
            ("System", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}"),
            ("Processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            ("Mode", plan.Limits.Mode.ToString().ToLowerInvariant()),
        };
        if (plan.MemoryOrigin is { } origin)
            facts.Add(("Memory budget", $"{plan.Limits.Memory}, {origin}"));
        if (plan.Limits.Concurrency > 0)
            facts.Add(("Most nodes at a time", plan.Limits.Concurrency.ToString(CultureInfo.InvariantCulture)));
        return facts;
    }
}
