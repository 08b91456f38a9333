using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace Slipway.Tests.Graphs;

/// <summary>Build classes with as many targets as a test asks for: two to a rung, each depending on both of the rung below.</summary>
/// <remarks>The code is what the compiler makes of <c>Target T5 => _ => Describe(this, 5, _)</c>.</remarks>
public static class TargetLadder
{
    public static SlipwayBuild New(int targets, bool closed = false)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Ladders"), AssemblyBuilderAccess.Run).DefineDynamicModule("Ladders");
        var type = module.DefineType("Ladder", TypeAttributes.Public | TypeAttributes.Sealed, typeof(LadderBuild));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        for (var i = 0; i < targets; i++)
            Define(type, i);
        var build = (LadderBuild)Activator.CreateInstance(type.CreateType())!;
        build.Read = [.. build.GetType().GetMethods().Where(m => m.ReturnType == typeof(Target)).OrderBy(m => m.MetadataToken).Select(m => m.CreateDelegate<Func<Target>>(build))];
        build.Closed = closed;
        return build;
    }

    private static void Define(TypeBuilder type, int index)
    {
        var name = "T" + index.ToString(CultureInfo.InvariantCulture);
        var definition = type.DefineMethod("Describe" + name, MethodAttributes.Private, typeof(TargetDefinition), [typeof(TargetDefinition)]);
        var describe = definition.GetILGenerator();
        describe.Emit(OpCodes.Ldarg_0);
        describe.Emit(OpCodes.Ldc_I4, index);
        describe.Emit(OpCodes.Ldarg_1);
        describe.Emit(OpCodes.Call, typeof(LadderBuild).GetMethod(nameof(LadderBuild.Describe))!);
        describe.Emit(OpCodes.Ret);

        var getter = type.DefineMethod("get_" + name, MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName, typeof(Target), []);
        var get = getter.GetILGenerator();
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldftn, definition);
        get.Emit(OpCodes.Newobj, typeof(Target).GetConstructors().Single());
        get.Emit(OpCodes.Ret);
        type.DefineProperty(name, PropertyAttributes.None, typeof(Target), []).SetGetMethod(getter);
    }
}

public class LadderBuild : SlipwayBuild
{
    internal IReadOnlyList<Func<Target>> Read { get; set; } = [];

    internal bool Closed { get; set; }

    internal int Described { get; private set; }

    public TargetDefinition Describe(int index, TargetDefinition definition)
    {
        Described++;
        var rung = index - (index % 2);
        if (rung > 0)
            definition.DependsOn(Read[rung - 1](), Read[rung - 2]());
        else if (Closed && index == 0)
            definition.DependsOn(Read[^1]());
        return definition;
    }
}
