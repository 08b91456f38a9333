using System.Buffers;
using System.Globalization;

namespace Slipway.Parameters;

/// <summary>Turns texts into the values that parameters take.</summary>
internal static class ParameterConversion
{
    private static readonly Type[] Types =
        [typeof(string), typeof(Secret), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(ByteSize), typeof(TimeSpan)];

    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    /// <summary>Whether texts can be converted to <paramref name="type"/> at all.</summary>
    public static bool CanConvert(Type type)
    {
        type = type.IsArray ? type.GetElementType()! : type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum || Array.Exists(Types, known => known == type);
    }

    /// <summary>Converts <paramref name="text"/>, or says what would have been right.</summary>
    /// <param name="text">One text; for an array, its elements with commas between them.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="value">The value.</param>
    /// <param name="expected">Completes "… is not", such as <c>a number</c>.</param>
    public static bool TryConvert(string text, Type type, out object? value, out string expected)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray)
            return TryConvertArray(text, type.GetElementType()!, out value, out expected);
        if (type.IsEnum)
        {
            expected = "one of " + string.Join(", ", Choices(type));
            var name = Array.Find(Enum.GetNames(type), n => n.Equals(text, StringComparison.OrdinalIgnoreCase) || Parameter.Kebab(n) == text);
            value = name is null ? null : Enum.Parse(type, name);
            return name is not null;
        }

        (value, expected) = type switch
        {
            _ when type == typeof(string) => ((object?)text, "a text"),
            _ when type == typeof(Secret) => (new Secret(text), "a text"),
            _ when type == typeof(bool) => (Flag(text), "true or false"),
            _ when type == typeof(int) => (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i : null, "a whole number"),
            _ when type == typeof(long) => (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? l : null, "a whole number"),
            _ when type == typeof(double) => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) ? d : null, "a number"),
            _ when type == typeof(ByteSize) => (ByteSize.TryParse(text, out var size) ? size : null, "a size such as 512MiB or 4GiB"),
            _ when type == typeof(TimeSpan) => (Duration(text), "a duration such as 90s, 5m or 1h30m"),
            _ => throw new InvalidOperationException($"Parameters cannot be of type {type}."),
        };
        return value is not null;
    }

    /// <summary>The values of an enum as they are written on the command line.</summary>
    public static IEnumerable<string> Choices(Type type) => Enum.GetNames(type).Select(Parameter.Kebab);

    private static bool TryConvertArray(string text, Type element, out object? value, out string expected)
    {
        expected = "";
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var array = Array.CreateInstance(element, parts.Length);
        value = array;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryConvert(parts[i], element, out var part, out expected))
                return false;
            array.SetValue(part, i);
        }

        return true;
    }

    private static object? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => null,
    };

    private static TimeSpan? Duration(string text)
    {
        var total = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
            return null;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Number);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return null;
            // More hours than fit a TimeSpan are no duration either.
            if (number > 1_000_000)
                return null;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(Number);
            var unit = letters < 0 ? rest : rest[..letters];
            TimeSpan? part = unit switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => null,
            };
            if (part is null)
                return null;
            total += part.Value;
            rest = letters < 0 ? [] : rest[letters..];
        }

        return total;
    }
}
