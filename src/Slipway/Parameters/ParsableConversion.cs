using System.Globalization;
using System.Reflection;

namespace Slipway.Parameters;

/// <summary>Reads values of any type that has a static <c>Parse(string, IFormatProvider)</c>, as each <see cref="IParsable{TSelf}"/> has.</summary>
internal static class ParsableConversion
{
    public static bool CanConvert(Type type) => Parse(type) is not null;

    public static Conversion Convert(string text, Type type)
    {
        var expected = (type.Name[0] is 'A' or 'E' or 'I' or 'O' or 'U' ? "an " : "a ") + type.Name;
        try
        {
            return new(Parse(type)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text, CultureInfo.InvariantCulture], null), expected);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or ProblemException)
        {
            // The system's own types only say that it is wrong.
            return new(null, expected) { Why = type.Assembly == typeof(object).Assembly ? null : e.Message };
        }
    }

    // An explicit implementation is named System.IParsable<Type>.Parse.
    private static MethodInfo? Parse(Type type) => Array.Find(
        type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic),
        method => (method.Name == "Parse" || method.Name.EndsWith(".Parse", StringComparison.Ordinal))
            && method.ReturnType == type
            && method.GetParameters() is [{ ParameterType: { } text }, { ParameterType: { } provider }]
            && text == typeof(string) && provider == typeof(IFormatProvider));
}
