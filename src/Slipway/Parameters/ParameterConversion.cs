using System.Globalization;

namespace Slipway.Parameters;

/// <summary>Turns texts into the values that parameters take.</summary>
internal static class ParameterConversion
{
    /// <summary>Whether texts can be converted to <paramref name="type"/> at all.</summary>
    public static bool CanConvert(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(Secret) || IsNumber(type)
        || type == typeof(ByteSize) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) || type == typeof(Guid)
        || type == typeof(Uri) || type == typeof(Version) || PathConversion.IsPath(type) || ParsableConversion.CanConvert(type);

    /// <summary>Converts <paramref name="text"/>, or says what would have been right.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="type">The type of one value, not nullable.</param>
    /// <param name="folder">What relative paths start from.</param>
    public static Conversion Convert(string text, Type type, string folder)
    {
        if (type.IsEnum)
            return OfChoice(text, type);
        if (type == typeof(string))
            return new(text, "a text");
        if (type == typeof(Secret))
            return new(new Secret(text), "a text");
        if (type == typeof(bool))
            return new(Flag(text), "true or false");
        if (type == typeof(int))
            return new(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i : null, WholeNumber(text, int.MinValue, int.MaxValue));
        if (type == typeof(long))
            return new(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? l : null, WholeNumber(text, long.MinValue, long.MaxValue));
        if (type == typeof(double))
            return new(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) ? d : null, "a number");
        if (type == typeof(decimal))
            return new(decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var m) ? m : null, "a number");
        if (type == typeof(ByteSize))
            return new(ByteSize.TryParse(text, out var size) ? size : null, "a size such as 512MiB or 4GiB");
        if (type == typeof(TimeSpan))
            return new(DurationText.Read(text), "a duration such as 90s, 5m or 1h30m");
        if (type == typeof(DateTimeOffset))
            return new(Moment(text), "a time such as 2026-01-31 or 2026-01-31T18:30:00Z");
        if (type == typeof(Guid))
            return new(Guid.TryParse(text, out var guid) ? guid : null, "a GUID such as 6f9619ff-8b86-4d01-b42d-00c04fc964ff");
        if (type == typeof(Uri))
            return new(Address(text), "an address such as https://example.org/path");
        if (type == typeof(Version))
            return new(Version.TryParse(text, out var version) ? version : null, "a version such as 1.2.3");
        return PathConversion.IsPath(type) ? PathConversion.Convert(text, type, folder) : ParsableConversion.Convert(text, type);
    }

    /// <summary>The values of an enum as they are written on the command line.</summary>
    public static IEnumerable<string> Choices(Type type) => Enum.GetNames(type).Select(Parameter.Kebab);

    /// <summary>Whether values of the type are numbers.</summary>
    public static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal);

    // Numbers are no names: what 1 stands for changes with the order of the declaration.
    private static Conversion OfChoice(string text, Type type)
    {
        var name = Array.Find(Enum.GetNames(type), n => n.Equals(text, StringComparison.OrdinalIgnoreCase) || Parameter.Kebab(n).Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null
            ? new(null, "one of " + string.Join(", ", Choices(type))) { Choices = [.. Choices(type)] }
            : new(Enum.Parse(type, name), "");
    }

    private static string WholeNumber(string text, long least, long most) =>
        text.AsSpan().TrimStart('-') is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange('0', '9')
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")
            : "a whole number";

    private static object? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "1" => true,
        "FALSE" or "NO" or "OFF" or "0" => false,
        _ => null,
    };

    // A time without a zone would mean another moment on each machine: it is read as UTC.
    private static DateTimeOffset? Moment(string text)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    // On Unix /etc is an absolute URI too, of a file: nobody who means an address writes that.
    private static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && text.StartsWith(address.Scheme + ":", StringComparison.OrdinalIgnoreCase) ? address : null;
}
