using System.Reflection;

namespace Slipway.Graphs;

/// <summary>Reads the target properties of a build class and of its components.</summary>
/// <remarks>By their getters: reflection over properties takes time that grows with the square of their number.</remarks>
internal static class TargetReader
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const string Get = "get_";

    internal sealed record ReadTarget(TargetSettings Settings, Delegate Definition, bool IsPerItem);

    /// <summary>Whether a method is the getter of a target property.</summary>
    public static bool IsTargetGetter(MethodInfo method) =>
        method.IsSpecialName && method.Name.AsSpan(method.Name.LastIndexOf('.') + 1).StartsWith(Get, StringComparison.Ordinal) && IsTarget(method.ReturnType);

    public static IEnumerable<ReadTarget> Read(SlipwayBuild build, List<Problem> problems)
    {
        var own = new Dictionary<string, MethodInfo>(StringComparer.Ordinal);
        for (var type = build.GetType(); type is not null && type != typeof(SlipwayBuild); type = type.BaseType)
        {
            foreach (var method in type.GetMethods(Members))
            {
                if (IsTargetGetter(method))
                    own.TryAdd(SimpleName(method), method);
            }
        }

        List<MethodInfo> declared = [.. own.Values];
        declared.Sort((a, b) => a.MetadataToken.CompareTo(b.MetadataToken));
        foreach (var getter in declared)
            yield return Describe(build, getter);

        var seen = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var component in Components(build.GetType()))
        {
            foreach (var getter in component.GetMethods(Members))
            {
                if (!IsTargetGetter(getter) || getter.Name.Contains('.', StringComparison.Ordinal))
                    continue;
                var name = SimpleName(getter);
                if (own.TryGetValue(name, out var member))
                {
                    if (!build.GetType().GetInterfaceMap(component).TargetMethods.Contains(member))
                        problems.Add(GraphProblems.NotAnOverride(member.DeclaringType!, name, component));
                }
                else if (seen.TryAdd(name, component))
                {
                    yield return Describe(build, getter);
                }
                else
                {
                    problems.Add(GraphProblems.TwoComponents(name, seen[name], component, build.GetType()));
                }
            }
        }
    }

    // What others extend comes first, so that lists read from the ground up.
    private static List<Type> Components(Type build)
    {
        var all = build.GetInterfaces();
        List<Type> components = [.. all];
        components.RemoveAll(type => !typeof(IBuild).IsAssignableFrom(type));
        components.Sort((a, b) => a.GetInterfaces().Length - b.GetInterfaces().Length is not 0 and var more ? more : Array.IndexOf(all, a) - Array.IndexOf(all, b));
        return components;
    }

    private static ReadTarget Describe(SlipwayBuild build, MethodInfo getter)
    {
        var name = SimpleName(getter);
        var target = (Delegate?)getter.Invoke(build, BindingFlags.DoNotWrapExceptions, null, null, null)
            ?? throw new ProblemException(GraphProblems.NoDefinition(name));
        var settings = Empty(name, getter.ReturnType, build);
        settings.Describe(target);
        return new ReadTarget(settings, target, settings is not TargetDefinition);
    }

    private static TargetSettings Empty(string name, Type target, SlipwayBuild build)
    {
        if (target == typeof(Target))
            return new TargetDefinition(name, build);
        var type = typeof(TargetDefinition<,>).MakeGenericType(target.GetGenericArguments());
        return (TargetSettings)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.NonPublic, null, [name, build], null)!;
    }

    private static bool IsTarget(Type type) =>
        type == typeof(Target) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Target<,>));

    // An explicit implementation is named Namespace.IComponent.get_Target.
    private static string SimpleName(MethodInfo getter) => getter.Name[(getter.Name.LastIndexOf('.') + 1 + Get.Length)..];
}
