using System.Reflection;

namespace Slipway.Graphs;

/// <summary>Reads a component's own definition of a target that the build overrides.</summary>
internal static class ComponentDefault
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The most specific definition that a component gives a target, itself or by what it extends.</summary>
    public static MethodInfo? Find(Type component, string property) =>
        component.GetInterfaces().OrderByDescending(type => type.GetInterfaces().Length).Prepend(component)
            .SelectMany(type => type.GetProperties(Members))
            // A component that redefines another's target holds it as Namespace.IOther.Target.
            .Where(candidate => candidate.Name == property || candidate.Name.EndsWith("." + property, StringComparison.Ordinal))
            .Select(candidate => candidate.GetMethod)
            .FirstOrDefault(getter => getter is { IsAbstract: false });

    // An ordinary call would reach the override. A delegate made over the method's entry point does not
    // look up overrides.
    public static Delegate Read(MethodInfo getter, IBuild build)
    {
        var type = typeof(Func<>).MakeGenericType(getter.ReturnType);
        var read = (Func<Delegate>)Activator.CreateInstance(type, build, getter.MethodHandle.GetFunctionPointer())!;
        return read();
    }
}
