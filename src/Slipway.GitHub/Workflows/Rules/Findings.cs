using System.Globalization;
using Slipway.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Workflows;

/// <summary>What was found in a file so far.</summary>
internal sealed class Findings(string file)
{
    private readonly List<(int Line, Problem Problem)> _found = [];

    public void Add(string code, YamlNode node, string what, string? hint) => Add(code, (int)node.Start.Line, what, hint);

    public void Add(string code, int line, string what, string? hint) => _found.Add((line, new Problem(code, what, [string.Create(CultureInfo.InvariantCulture, $"{file}:{line}")], hint, ExitCodes.BuildIsWrong)));

    public IReadOnlyList<Problem> All() => [.. _found.OrderBy(found => found.Line).Select(found => found.Problem)];

    /// <summary>Keys that nobody knows, and keys that are missing.</summary>
    public void Keys(YamlMappingNode map, string what, IReadOnlyList<string> known, IReadOnlyList<string> needed)
    {
        foreach (var key in map.Children.Keys)
        {
            var name = key.Text();
            if (name is null)
                Add("SW1055", key, $"a key of {what} is no text", null);
            else if (!known.Contains(name, StringComparer.Ordinal))
                Add("SW1051", key, $"{what} has no key '{name}'", Nearest.To(name, known) is { Count: > 0 } near ? string.Join(", ", near) : known.Count > 0 ? $"known: {string.Join(", ", known)}" : null);
        }

        foreach (var name in needed.Where(name => map.Child(name) is null))
            Add("SW1052", map, $"{what} needs the key '{name}'", null);
    }
}
