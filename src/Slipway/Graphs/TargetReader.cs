using System.Reflection;

namespace Slipway.Graphs;

/// <summary>Reads the target properties of a build class and of its components.</summary>
internal static class TargetReader
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal sealed record ReadTarget(TargetSettings Settings, Delegate Definition, bool IsPerItem);

    public static IEnumerable<ReadTarget> Read(SlipwayBuild build, List<Problem> problems)
    {
        var own = new Dictionary<string, PropertyInfo>(StringComparer.Ordinal);
        for (var type = build.GetType(); type is not null && type != typeof(SlipwayBuild); type = type.BaseType)
        {
            foreach (var property in type.GetProperties(Members).Where(p => IsTarget(p.PropertyType)))
                own.TryAdd(SimpleName(property), property);
        }

        foreach (var property in own.Values.OrderBy(p => p.MetadataToken))
            yield return Describe(build, property);

        var seen = new Dictionary<string, Type>(StringComparer.Ordinal);
        // What others extend comes first, so that lists read from the ground up.
        foreach (var component in build.GetType().GetInterfaces().Where(i => typeof(IBuild).IsAssignableFrom(i)).OrderBy(i => i.GetInterfaces().Length))
        {
            foreach (var property in component.GetProperties(Members).Where(p => IsTarget(p.PropertyType) && !p.Name.Contains('.', StringComparison.Ordinal)))
            {
                if (own.TryGetValue(property.Name, out var member))
                {
                    if (!Implements(build.GetType(), component, member))
                        problems.Add(GraphProblems.NotAnOverride(member, component));
                }
                else if (seen.TryAdd(property.Name, component))
                {
                    yield return Describe(build, property);
                }
                else
                {
                    problems.Add(GraphProblems.TwoComponents(property.Name, seen[property.Name], component, build.GetType()));
                }
            }
        }
    }

    private static ReadTarget Describe(SlipwayBuild build, PropertyInfo property)
    {
        var target = (Delegate?)property.GetValue(build, BindingFlags.DoNotWrapExceptions, null, null, null)
            ?? throw new ProblemException(GraphProblems.NoDefinition(property.Name));
        var settings = Empty(property, build);
        settings.Describe(target);
        return new ReadTarget(settings, target, settings is not TargetDefinition);
    }

    private static TargetSettings Empty(PropertyInfo property, SlipwayBuild build)
    {
        var name = SimpleName(property);
        if (property.PropertyType == typeof(Target))
            return new TargetDefinition(name, build);
        var type = typeof(TargetDefinition<,>).MakeGenericType(property.PropertyType.GetGenericArguments());
        return (TargetSettings)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.NonPublic, null, [name, build], null)!;
    }

    private static bool IsTarget(Type type) =>
        type == typeof(Target) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Target<,>));

    // An explicit implementation is named Namespace.IComponent.Target.
    private static string SimpleName(PropertyInfo property) => property.Name[(property.Name.LastIndexOf('.') + 1)..];

    private static bool Implements(Type build, Type component, PropertyInfo member)
    {
        var map = build.GetInterfaceMap(component);
        return member.GetMethod is { } getter && map.TargetMethods.Contains(getter);
    }
}
