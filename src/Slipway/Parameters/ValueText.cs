using System.Collections;
using System.Globalization;

namespace Slipway.Parameters;

/// <summary>Writes values as people would give them.</summary>
internal static class ValueText
{
    /// <summary>The text, or <see langword="null"/> where there is no value.</summary>
    public static string? Of(object? value) => value switch
    {
        null or "" => null,
        bool flag => flag ? "true" : "false",
        Enum choice => Parameter.Kebab(choice.ToString()),
        TimeSpan duration => DurationText.Write(duration),
        string text => text,
        IEnumerable list => string.Join(',', list.Cast<object?>().Select(Of)) is { Length: > 0 } texts ? texts : null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
