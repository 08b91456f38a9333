using System.Reflection;

namespace Slipway.Graphs;

/// <summary>Reads a component's own definition of a target that the build overrides.</summary>
internal static class ComponentDefault
{
    // An ordinary call would reach the override. A delegate made over the method's entry point does not
    // look up overrides.
    public static Delegate Read(MethodInfo getter, IBuild build)
    {
        if (getter.IsAbstract)
            throw new InvalidOperationException($"{getter.DeclaringType!.Name}.{getter.Name[4..]} has no definition of its own to inherit.");
        var type = typeof(Func<>).MakeGenericType(getter.ReturnType);
        var read = (Delegate)Activator.CreateInstance(type, build, getter.MethodHandle.GetFunctionPointer())!;
        return (Delegate)read.DynamicInvoke()!;
    }
}
