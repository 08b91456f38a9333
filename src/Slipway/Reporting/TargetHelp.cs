using System.Globalization;
using System.Reflection;
using System.Text;
using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway.Reporting;

/// <summary><c>--help TARGET</c>: all that a target's definition says.</summary>
internal sealed class TargetHelp(SlipwayBuild build, Graph graph, IReadOnlyDictionary<string, Parameter> parameters, ParameterValues values, string command, Signs signs)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public string For(GraphTarget target)
    {
        var text = new StringBuilder().AppendLine(HelpText.Names(target));
        if (target.Settings.DescriptionText is { } description)
            text.AppendJoin(Environment.NewLine, TextTable.Lines(description)).AppendLine();
        text.AppendLine();
        TextTable.Append(text, Facts(target).Where(fact => fact.Right.Length > 0), signs);
        var options = OptionsOf(target);
        if (options.Count > 0)
        {
            text.AppendLine().AppendLine("Options that it reads:");
            TextTable.Append(text, options.Select(p => (ParameterText.Usage(p), ParameterText.DescribeNow(p, build, values))), signs);
        }

        text.AppendLine().AppendLine("Examples:");
        TextTable.Append(text, Examples(target, options), signs);
        return text.ToString();
    }

    private IEnumerable<(string Left, string Right)> Facts(GraphTarget target)
    {
        var settings = target.Settings;
        yield return ("Runs before it", Names(target.Dependencies));
        yield return ("Comes after", WhereBothRun(target.Predecessors));
        yield return ("Only after", Names(target.Guards) is { Length: > 0 } guards ? guards + ", when it has succeeded" : "");
        yield return ("Runs after it", Names(target.Triggers));
        yield return ("Runs because of it", Names(graph.Targets.Where(other => other.Dependencies.Contains(target) || other.TriggeredBy.Contains(target))));
        yield return ("Comes before", WhereBothRun(graph.Targets.Where(other => other.Predecessors.Contains(target) || other.Guards.Contains(target))));
        yield return ("Runs", !target.IsPerItem ? "once" : target.ItemsOf is { } source ? $"for each item of {source.Name}, after its own" : "for each item of its list");
        yield return ("Skipped when", string.Join("; ", settings.Conditions.Select(condition => condition.Otherwise).Concat(settings.StartConditions.Select(condition => condition.Otherwise))));
        yield return ("Up to date", settings.Probe is null ? "" : "asks whether its earlier result holds; runs when not");
        yield return ("Needs", string.Join(", ", RequiredBy(target).Select(ParameterText.Usage).Distinct(StringComparer.Ordinal)));
        yield return ("Needs programs", string.Join(", ", settings.Tools.Select(tool => tool.Program).Distinct(StringComparer.Ordinal)));
        yield return ("Presets", string.Join(", ", settings.PresetValues.Select(preset => $"{Option(preset.Parameter)} {ValueText.Of(preset.Value) ?? "nothing"}")));
        yield return ("Has to itself", string.Join(", ", settings.ExclusiveResources));
        yield return ("Attempts", settings.Retries.Attempts > 1 ? settings.Retries.Attempts.ToString(CultureInfo.InvariantCulture) : "");
        yield return ("Time limit", settings.TimeLimit is { } limit ? DurationText.Write(limit) : "");
        yield return ("After a failure", settings.RunsAfterFailure ? "runs all the same" : "");
        yield return ("When it fails", settings.ContinuesOnFailure ? "what depends on it runs all the same" : "");
    }

    private static string Names(IEnumerable<GraphTarget> targets) => string.Join(", ", targets.Select(target => target.Name).Distinct(StringComparer.Ordinal));

    private static string WhereBothRun(IEnumerable<GraphTarget> targets) => Names(targets) is { Length: > 0 } names ? names + ", where both run" : "";

    private string Option(string member) => ParameterOf(member) is { } parameter ? "--" + parameter.Option : member;

    private Parameter? ParameterOf(string member) =>
        parameters.Values.FirstOrDefault(parameter => parameter.Member.Equals(member, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<Parameter> RequiredBy(GraphTarget target) =>
        target.Settings.Requirements.Select(requirement => ParameterOf(requirement.Parameter)).OfType<Parameter>()
            .Concat(OptionsOf(target).Where(parameter => parameter.IsRequired));

    // Which parameters a body reads nobody can tell; those of the component that defines it are a good guess.
    private List<Parameter> OptionsOf(GraphTarget target)
    {
        var components = build.GetType().GetInterfaces().Where(component => Defines(component, target.Name)).ToList();
        var owners = components.SelectMany(component => component.GetInterfaces()).Concat(components).Where(type => type != typeof(IBuild)).ToHashSet();
        if (components.Count == 0)
            owners.Add(build.GetType());
        var required = target.Settings.Requirements.Select(requirement => requirement.Parameter).Concat(target.Settings.PresetValues.Select(preset => preset.Parameter)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. parameters.Values.Where(p => owners.Contains(p.Declaration.DeclaringType!) || required.Contains(p.Member)).OrderBy(p => p.Option, StringComparer.Ordinal)];
    }

    private static bool Defines(Type component, string target) =>
        Array.Exists(component.GetProperties(Members), property => property.Name == target || property.Name.EndsWith("." + target, StringComparison.Ordinal));

    private IEnumerable<(string Left, string Right)> Examples(GraphTarget target, List<Parameter> options)
    {
        yield return ($"{command} {target.Name} --plan", "");
        if (options.Find(parameter => !parameter.IsSecret) is { } option)
            yield return ($"{command} {target.Name} {ParameterText.Example(option)}", "");
        if (target.Dependencies.Count > 0)
            yield return ($"{command} {target.Name} --skip {target.Dependencies[0].Name}", "");
    }
}
