using System.Reflection;
using Slipway.Graphs;

namespace Slipway.Parameters;

/// <summary>Reads which parameters a build class and its components have.</summary>
internal static class ParameterReader
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>By name, without regard to case.</summary>
    public static IReadOnlyDictionary<string, Parameter> Read(Type build, List<Problem> problems)
    {
        var parameters = new Dictionary<string, Parameter>(StringComparer.OrdinalIgnoreCase);
        for (var type = build; type is not null && type != typeof(object); type = type.BaseType)
            AddFrom(type, parameters, problems);
        foreach (var component in build.GetInterfaces())
            AddFrom(component, parameters, problems);
        ParameterRules.Check(parameters, problems);
        return parameters;
    }

    private static void AddFrom(Type type, Dictionary<string, Parameter> parameters, List<Problem> problems)
    {
        HashSet<string>? seen = null;
        foreach (var method in type.GetMethods(Members))
        {
            // Of thousands of targets no property is made: that takes time that grows with the square of their number.
            if (!method.IsSpecialName || TargetReader.IsTargetGetter(method) || PropertyName(method) is not { } name || !(seen ??= new(StringComparer.Ordinal)).Add(name))
                continue;
            foreach (var member in type.GetMember(name, MemberTypes.Property, Members))
            {
                if (IsParameter(member) && member is PropertyInfo property)
                    Add(property, property.PropertyType, property.GetMethod?.IsStatic ?? false, BackingField(property), parameters, problems);
            }
        }

        foreach (var field in type.GetFields(Members))
        {
            if (IsParameter(field))
                Add(field, field.FieldType, field.IsStatic, field, parameters, problems);
        }
    }

    // Asking whether an attribute is there is much cheaper than making it.
    private static bool IsParameter(MemberInfo member) => member.IsDefined(typeof(ParameterAttribute), inherit: false);

    // An explicit implementation's getter is named Namespace.IComponent.get_Value, its property Namespace.IComponent.Value.
    private static string? PropertyName(MethodInfo accessor)
    {
        var start = accessor.Name.LastIndexOf('.') + 1;
        return accessor.Name.AsSpan(start).StartsWith("get_", StringComparison.Ordinal) || accessor.Name.AsSpan(start).StartsWith("set_", StringComparison.Ordinal)
            ? accessor.Name.Remove(start, 4)
            : null;
    }

    private static void Add(MemberInfo member, Type type, bool isStatic, FieldInfo? field, Dictionary<string, Parameter> parameters, List<Problem> problems)
    {
        // The extension that gives one attribute asks the members that this one overrides first.
        var attribute = (ParameterAttribute)member.GetCustomAttributes(typeof(ParameterAttribute), inherit: false)[0];
        var simpleName = member.Name[(member.Name.LastIndexOf('.') + 1)..];
        var name = attribute.Name ?? NameOf(simpleName);
        var parameter = new Parameter
        {
            Name = name,
            Member = simpleName,
            Declaration = member,
            Requests = attribute.Requests,
            Description = attribute.Description,
            Type = type,
            EnvironmentVariable = attribute.Environment ?? "SLIPWAY_" + Parameter.Kebab(name).Replace('-', '_').ToUpperInvariant(),
            IsSecret = type == typeof(Secret) || type == typeof(Secret[]) || member.IsDefined(typeof(SecretAttribute), inherit: false),
            IsRequired = member.IsDefined(typeof(RequiredAttribute), inherit: false),
            Field = field,
        };
        if (isStatic)
        {
            problems.Add(ParameterProblems.IsStatic(parameter));
        }
        else if (!parameters.TryAdd(name, parameter))
        {
            if (parameters[name].Type != type)
                problems.Add(ParameterProblems.SameName(parameters[name], parameter));
            // What a component keeps secret stays so where a build redefines it and forgets the attribute.
            parameters[name].IsSecret |= parameter.IsSecret;
        }
    }

    // A property without code keeps its value in a field that the compiler named after it.
    private static FieldInfo? BackingField(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic);

    // Fields are often written as _name; people give Name.
    private static string NameOf(string member)
    {
        var name = member.TrimStart('_');
        return name.Length == 0 ? member : char.ToUpperInvariant(name[0]) + name[1..];
    }
}
