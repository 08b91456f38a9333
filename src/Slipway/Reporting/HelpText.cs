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

    public static string For(Graph graph, IEnumerable<Parameter> parameters, bool withOptions)
    {
        var text = new StringBuilder();
        if (withOptions)
            text.AppendLine("Usage: ./build.sh TARGET… [--option value]").AppendLine().AppendLine("Targets:");
        Table(text, graph.Targets.Where(t => !t.Settings.IsUnlisted).Select(t => (Names(t), t.Settings.DescriptionText ?? "")));
        if (!withOptions)
            return text.ToString();
        text.AppendLine().AppendLine("Options of this build:");
        Table(text, parameters.OrderBy(p => p.Option, StringComparer.Ordinal).Select(p => (Usage(p), Describe(p))));
        text.AppendLine().AppendLine("Options of every build:");
        Table(text, EngineOptions.All.Select(o => (o.Usage, o.Description)));
        return text.ToString();
    }

    private static string Names(GraphTarget target) =>
        target.Settings.AliasNames.Count == 0 ? target.Name : $"{target.Name} ({string.Join(", ", target.Settings.AliasNames)})";

    private static string Usage(Parameter parameter) =>
        parameter.IsSecret ? parameter.EnvironmentVariable
        : parameter.IsFlag ? "--" + parameter.Option
        : $"--{parameter.Option} {Placeholder(parameter)}";

    private static string Placeholder(Parameter parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        return type.IsEnum ? string.Join('|', ParameterConversion.Choices(type))
            : type == typeof(ByteSize) ? "SIZE"
            : type == typeof(TimeSpan) ? "DURATION"
            : type == typeof(int) || type == typeof(long) || type == typeof(double) ? "NUMBER"
            : type.IsArray ? "VALUE,…"
            : "VALUE";
    }

    private static string Describe(Parameter parameter) =>
        parameter.IsSecret ? $"{parameter.Description} A secret: from the environment or --{parameter.Option}-file." : parameter.Description;

    private static void Table(StringBuilder text, IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        var width = all.Select(row => row.Left.Length).Where(length => length <= 36).DefaultIfEmpty(0).Max();
        foreach (var (left, right) in all)
            text.Append("  ").AppendLine($"{left.PadRight(width)}  {right}".TrimEnd());
    }
}
