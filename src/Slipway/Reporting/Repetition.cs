using Slipway.Parameters;
using Slipway.Planning;
using Slipway.Processes;

namespace Slipway.Reporting;

/// <summary>How to run one node again as it ran now.</summary>
/// <param name="command">What runs the build.</param>
/// <param name="options">The options that were given on the command line, without secrets.</param>
/// <param name="secrets">The environment variables of the secrets that were given, by name only.</param>
internal sealed class Repetition(string command, IReadOnlyList<string> options, IReadOnlyList<string> secrets)
{
    // What a run of one node does depends on these options of the engine too.
    private static readonly string[] Kept = ["profile", "skip"];

    /// <summary>The environment variables of the secrets that were given.</summary>
    public IReadOnlyList<string> Secrets { get; } = secrets;

    /// <summary>What was given that counts for a repetition.</summary>
    public static Repetition Of(string command, CommandLine commandLine, IReadOnlyDictionary<string, Parameter> parameters, ParameterValues values)
    {
        var options = new List<string>();
        var secrets = new List<string>();
        List<Parameter> given = [.. parameters.Values];
        given.RemoveAll(p => !values.Has(p.Member));
        given.Sort((a, b) => string.CompareOrdinal(a.Option, b.Option));
        foreach (var parameter in given)
        {
            if (parameter.IsSecret)
                secrets.Add(parameter.EnvironmentVariable);
            if (parameter.IsSecret || parameter.Requests is not null || !commandLine.Values.TryGetValue(parameter.Name, out var texts))
                continue;
            foreach (var text in texts)
                options.Add(parameter.IsFlag && text.Equals("true", StringComparison.OrdinalIgnoreCase) ? "--" + parameter.Option : $"--{parameter.Option}={text}");
        }

        foreach (var option in Kept)
        {
            if (commandLine.ValuesOf(option) is { Count: > 0 } names)
                options.Add($"--{option}={string.Join(',', names)}");
        }

        secrets.Sort(StringComparer.Ordinal);
        return new Repetition(command, options, secrets);
    }

    /// <summary>The command that runs a node and what it needs.</summary>
    public string CommandFor(PlanNode node) => new ProcessInvocation { Program = command, Arguments = [node.Name, .. options] }.ToString();
}
