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
        [$"it is described in {DescribedIn(link.Definition.Method)}"],
        "refer to a target property of the build or of one of its components");

    public static Problem NoItems(string target) => Wrong(
        "SW0005",
        $"target '{target}' runs per item and does not say for which",
        tip: "add ForEach(() => items), or ForEach(OtherTarget)");

    public static Problem NotAnOverride(Type build, string name, Type component) => Wrong(
        "SW0006",
        $"'{build.Name}.{name}' looks like an override of '{component.Name}.{name}' and is none: it is not public, so the compiler ignores it",
        tip: $"make it public, or write it as {component.Name}.{name}");

    public static Problem NoDefinition(string target) => Wrong(
        "SW0007",
        $"target '{target}' has no definition",
        tip: $"Target {target} => _ => _.Executes(…);");

    public static Problem NotAComponent(string target, Type component, Type build) => Wrong(
        "SW0008",
        $"target '{target}' refers to '{component.Name}', which {build.Name} does not implement",
        tip: $"class {build.Name} : …, {component.Name}");

    public static Problem LacksComponent(Type build, Type component) => Wrong(
        "SW0126",
        $"As<{component.Name}>() is asked of {build.Name}, which does not implement it",
        tip: $"class {build.Name} : …, {component.Name}");

    public static Problem NothingToInherit(string target, Type component, string property) => Wrong(
        "SW0009",
        $"target '{target}' inherits '{component.Name}.{property}', which has no definition of its own",
        tip: "remove Inherit");

    public static Problem TwoComponents(string name, Type component, Type other, Type build) => Wrong(
        "SW0021",
        $"components '{component.Name}' and '{other.Name}' both have a target '{name}'",
        tip: $"decide in {build.Name}: public Target {name} => _ => _.Inherit<{component.Name}>(x => x.{name});");

    public static IEnumerable<Problem> WrongRetry(string target, RetryPolicy retries)
    {
        if (retries.Attempts < 1)
            yield return Wrong("SW0121", $"target '{target}' is to be tried {retries.Attempts} times", tip: "Retry(2) tries it twice in all");
        if (retries.Options.Delay < TimeSpan.Zero || retries.Options.MaxDelay < TimeSpan.Zero || retries.Options.Factor is not >= 1)
            yield return Wrong("SW0122", $"the waits between the attempts of target '{target}' would be less than nothing, or grow shorter", tip: "a Delay and a MaxDelay of 0 or more, a Factor of 1 or more");
    }

    public static Problem WrongTimeout(string target, TimeSpan limit) => Wrong(
        "SW0123",
        $"target '{target}' has a time limit of {limit.TotalSeconds:0.#} s",
        tip: "Timeout(TimeSpan.FromMinutes(5)), or leave it out");

    // The compiler names the method of a lambda after the member that holds it: <get_Fast>b__3_0.
    private static string DescribedIn(MethodInfo definition)
    {
        var type = definition.DeclaringType;
        while (type is { Name: ['<', ..], DeclaringType: { } outer })
            type = outer;
        var end = definition.Name.IndexOf('>', StringComparison.Ordinal);
        var member = end > 0 ? definition.Name[1..end] : definition.Name;
        member = member[(member.LastIndexOf('.') + 1)..];
        return $"{type?.Name}.{(member.StartsWith("get_", StringComparison.Ordinal) ? member[4..] : member)}";
    }

    private static string Verb(GraphTarget target, GraphTarget next) =>
        target.Dependencies.Contains(next) ? "depends on"
        : target.ItemsOf == next ? "has an item for each of"
        : target.TriggeredBy.Contains(next) ? "is triggered by"
        : "comes after";

    private static Problem Wrong(string code, string what, IReadOnlyList<string>? facts = null, string? tip = null) =>
        new(code, what, facts, tip, ExitCodes.BuildIsWrong);
}
