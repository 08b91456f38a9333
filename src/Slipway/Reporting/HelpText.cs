using System.Reflection;
using System.Text;
using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway.Reporting;

/// <summary><c>--help</c> and <c>--list</c>.</summary>
internal static class HelpText
{
    /// <summary>The version of the engine, without the revision that it was built from.</summary>
    public static string Version { get; } =
        (typeof(HelpText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    public static string For(Graph graph, IEnumerable<Parameter> parameters, string command, Signs signs, bool withOptions)
    {
        var text = new StringBuilder();
        if (withOptions)
            text.Append("Usage: ").Append(command).AppendLine(" TARGET… [--option value]").AppendLine().AppendLine("Targets:");
        TextTable.Append(text, graph.Targets.Where(t => !t.Settings.IsUnlisted).Select(t => (Names(t), t.Settings.DescriptionText ?? "")), signs);
        if (!withOptions)
            return text.ToString();
        text.AppendLine().AppendLine("Options of this build:");
        TextTable.Append(text, parameters.OrderBy(p => p.Option, StringComparer.Ordinal).Select(p => (ParameterText.Usage(p), ParameterText.Describe(p))), signs);
        text.AppendLine().AppendLine("Options of every build:");
        TextTable.Append(text, EngineOptions.All.Select(o => (o.Usage, o.Description)), signs);
        return text.ToString();
    }

    /// <summary>The name that a target is asked for by, and the others in parentheses.</summary>
    public static string Names(GraphTarget target) =>
        target.Settings.AliasNames.Count == 0 ? target.Name : $"{target.Name} ({string.Join(", ", target.Settings.AliasNames)})";
}
