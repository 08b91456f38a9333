using System.Reflection;

namespace Slipway.Graphs;

/// <summary>What can be wrong with the definitions of targets.</summary>
internal static class GraphProblems
{
    public static Problem SameDefinition(string name, string other) => Wrong(
        "SW0001",
        $"targets '{name}' and '{other}' share one definition",
        tip: $"Target {name} => _ => _.DependsOn({other});");

    public static Problem SameName(string name, string target, string other) => Wrong(
        "SW0002",
        $"targets '{target}' and '{other}' both answer to '{name}'; case does not tell names apart",
        tip: "rename one of them, or remove the alias");

    public static Problem Cycle(IReadOnlyList<GraphTarget> cycle) => Wrong(
        "SW0003",
        $"targets wait for each other in a circle: {string.Join(" -> ", cycle)}",
        [.. cycle.Zip(cycle.Skip(1), (target, next) => $"{target} {Verb(target, next)} {next}")],
        "remove one of these, or use After() where only the order matters");

    public static Problem NotATarget(string target, Link link, Type build) => Wrong(
        "SW0004",
        $"target '{target}' refers to a target that {build.Name} does not have",
        [$"it is defined in {link.Definition.DeclaringType?.DeclaringType?.Name ?? link.Definition.DeclaringType?.Name}, by {link.Definition.Name}"],
        "refer to a target property of the build or of one of its components");

    public static Problem NoItems(string target) => Wrong(
        "SW0005",
        $"target '{target}' runs per item and does not say for which",
        tip: "add ForEach(() => items), or ForEach(OtherTarget)");

    public static Problem NotAnOverride(PropertyInfo member, Type component) => Wrong(
        "SW0006",
        $"'{member.DeclaringType!.Name}.{member.Name}' looks like an override of '{component.Name}.{member.Name}' and is none: it is not public, so the compiler ignores it",
        tip: $"make it public, or write it as {component.Name}.{member.Name}");

    public static Problem NoDefinition(string target) => Wrong(
        "SW0007",
        $"target '{target}' has no definition",
        tip: $"Target {target} => _ => _.Executes(…);");

    private static string Verb(GraphTarget target, GraphTarget next) =>
        target.Dependencies.Contains(next) ? "depends on"
        : target.ItemsOf == next ? "has an item for each of"
        : "comes after";

    private static Problem Wrong(string code, string what, IReadOnlyList<string>? facts = null, string? tip = null) =>
        new(code, what, facts, tip, ExitCodes.BuildIsWrong);
}
