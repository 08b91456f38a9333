using System.Reflection;

namespace Slipway.Parameters;

/// <summary>A parameter of a build: what it is called, where it is read, what it takes.</summary>
internal sealed class Parameter
{
    /// <summary>The name that people use.</summary>
    public required string Name { get; init; }

    /// <summary>The member of the build that asks for the value, as its <c>Get</c> names it.</summary>
    public required string Member { get; init; }

    /// <summary>The member itself.</summary>
    public required MemberInfo Declaration { get; init; }

    public required string Description { get; init; }

    public required Type Type { get; init; }

    public required string EnvironmentVariable { get; init; }

    public required bool IsSecret { get; set; }

    /// <summary>Whether somebody has to give it.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>The target that this flag asks for.</summary>
    public string? Requests { get; init; }

    /// <summary>The field to set, for parameters that are fields or properties without code.</summary>
    public FieldInfo? Field { get; init; }

    /// <summary>The option, such as <c>registry-user</c> for <c>RegistryUser</c>.</summary>
    public string Option => field ??= Kebab(Name);

    /// <summary>For a secret: the option that names the file to read it from.</summary>
    public string FileOption => Option + "-file";

    /// <summary>For a secret: the environment variable that names the file to read it from.</summary>
    public string FileVariable => EnvironmentVariable + "_FILE";

    /// <summary>The options that may be given for it.</summary>
    public IEnumerable<string> Options => IsSecret ? [FileOption] : IsFlag ? [Option, "no-" + Option] : [Option];

    public bool IsFlag => (Nullable.GetUnderlyingType(Type) ?? Type) == typeof(bool);

    public bool IsList => Type.IsArray;

    /// <summary>The type of one value.</summary>
    public Type ValueType
    {
        get
        {
            var type = Type.IsArray ? Type.GetElementType()! : Type;
            return Nullable.GetUnderlyingType(type) ?? type;
        }
    }

    public static string Kebab(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
