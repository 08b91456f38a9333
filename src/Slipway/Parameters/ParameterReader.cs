using System.Reflection;

namespace Slipway.Parameters;

/// <summary>Reads which parameters a build class and its components have.</summary>
internal static class ParameterReader
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>By name, without regard to case.</summary>
    public static IReadOnlyDictionary<string, Parameter> Read(Type build)
    {
        var parameters = new Dictionary<string, Parameter>(StringComparer.OrdinalIgnoreCase);
        for (var type = build; type is not null && type != typeof(object); type = type.BaseType)
            AddFrom(type, parameters);
        foreach (var component in build.GetInterfaces())
            AddFrom(component, parameters);
        return parameters;
    }

    private static void AddFrom(Type type, Dictionary<string, Parameter> parameters)
    {
        foreach (var member in type.GetMembers(Members))
        {
            if (member is not (PropertyInfo or FieldInfo) || member.GetCustomAttribute<ParameterAttribute>() is not { } attribute)
                continue;
            var valueType = member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;
            var name = attribute.Name ?? NameOf(member);
            parameters.TryAdd(name, new Parameter
            {
                Name = name,
                Member = member.Name,
                Requests = attribute.Requests,
                Description = attribute.Description,
                Type = valueType,
                EnvironmentVariable = attribute.Environment ?? "SLIPWAY_" + Parameter.Kebab(name).Replace('-', '_').ToUpperInvariant(),
                IsSecret = valueType == typeof(Secret) || valueType == typeof(Secret[]) || member.IsDefined(typeof(SecretAttribute)),
                Field = member as FieldInfo,
            });
        }
    }

    // Fields are often written as _name; people give Name.
    private static string NameOf(MemberInfo member)
    {
        var name = member.Name.TrimStart('_');
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
