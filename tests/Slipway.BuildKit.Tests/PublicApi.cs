using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Slipway.BuildKit.Tests;

/// <summary>What customers compile against: a change here is a change for them.</summary>
public sealed class PublicApi
{
    [Fact]
    public void The_library_shows_what_is_approved() => Approved.Matches(Print(typeof(BuildKitClient).Assembly), "PublicApi");

    private static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal)).OrderBy(Name, StringComparer.Ordinal))
        {
            var bases = type.GetInterfaces().Where(i => i.IsPublic && i.Namespace!.StartsWith("Slipway", StringComparison.Ordinal)).Prepend(type.BaseType).OfType<Type>();
            text.AppendLine($"{Kind(type)} {Name(type)} : {string.Join(", ", bases.Select(Name))}");
            var members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(IsShown);
            foreach (var line in members.Select(Line).Order(StringComparer.Ordinal))
                text.AppendLine("    " + line);
        }

        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct"
        : (type.IsAbstract, type.IsSealed) switch { (true, true) => "static class", (true, false) => "abstract class", (false, true) => "sealed class", _ => "class" };

    private static bool IsShown(MemberInfo member) => !member.Name.Contains('<', StringComparison.Ordinal) && !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && (!method.IsSpecialName || method.IsConstructor || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        PropertyInfo property => property.GetMethod is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true },
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        _ => false,
    };

    private static string Line(MemberInfo member) => member switch
    {
        MethodInfo method => $"{Modifier(method)}{Name(method.ReturnType)} {method.Name}{Arguments(method)}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{Modifier(property.GetMethod!)}{Name(property.PropertyType)} {property.Name} {{ get;{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
        _ => throw new InvalidOperationException(member.Name),
    };

    private static string Modifier(MethodInfo method) => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "");

    private static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.RawDefaultValue ?? "null"}" : "")}"));

    private static string Name(Type type) =>
        type.IsGenericParameter ? type.Name
        : type.IsByRef ? "ref " + Name(type.GetElementType()!)
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{Plain(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : Plain(type);

    private static string Plain(Type type) => (type.Namespace == "System" ? "" : type.Namespace + ".") + type.Name.Split('`')[0];
}
