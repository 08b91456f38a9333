using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Compose;

/// <summary>Tells what an unquoted scalar is, the way compose's YAML library does.</summary>
/// <remarks>Mostly YAML 1.2: <c>yes</c> and <c>1:30</c> are texts; <c>0644</c> is still an octal number.</remarks>
internal static partial class YamlScalars
{
    /// <summary>The text of what is no number: <c>.inf</c> and <c>.nan</c>.</summary>
    public const string NotFinite = "NaN";

    /// <summary>The kind of <paramref name="plain"/> and its canonical text.</summary>
    /// <param name="plain">The scalar as written.</param>
    public static (YamlKind Kind, string Text) Resolve(string plain)
    {
        switch (plain)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return (YamlKind.Nothing, "");
            case "true" or "True" or "TRUE":
                return (YamlKind.Flag, "true");
            case "false" or "False" or "FALSE":
                return (YamlKind.Flag, "false");
        }

        if (!char.IsAsciiDigit(plain[0]) && plain[0] is not ('+' or '-' or '.'))
            return (YamlKind.Text, plain);
        if (plain is ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" or ".nan" or ".NaN" or ".NAN")
            return (YamlKind.Fraction, NotFinite);
        if (plain.Length >= 8 && plain[4] == '-' && GoTime.TryParse(plain) is { } time)
            return (YamlKind.Time, time);
        var compact = plain[0] == '.' ? plain : plain.Replace("_", "", StringComparison.Ordinal);
        if (Integer(compact) is { } integer)
            return (YamlKind.Integer, integer.ToString(CultureInfo.InvariantCulture));
        if (FractionPattern().IsMatch(compact)
            && double.TryParse(compact, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return (YamlKind.Fraction, Shortest(number));
        }

        return (YamlKind.Text, plain);
    }

    /// <summary>A value under a tag such as <c>!!str</c>; <see langword="null"/> where it is none of that kind.</summary>
    /// <param name="text">The scalar as written.</param>
    /// <param name="tag">The tag.</param>
    public static (YamlKind Kind, string Text)? Resolve(string text, string tag)
    {
        YamlKind? wanted = tag switch
        {
            "tag:yaml.org,2002:int" => YamlKind.Integer,
            "tag:yaml.org,2002:float" => YamlKind.Fraction,
            "tag:yaml.org,2002:bool" => YamlKind.Flag,
            "tag:yaml.org,2002:null" => YamlKind.Nothing,
            "tag:yaml.org,2002:timestamp" => YamlKind.Time,
            _ => null,
        };
        if (tag == "tag:yaml.org,2002:binary")
            return Decoded(text) is { } decoded ? (YamlKind.Text, decoded) : null;
        if (wanted is null)
            return (YamlKind.Text, text);
        var resolved = Resolve(text);
        return resolved.Kind == wanted || (wanted == YamlKind.Fraction && resolved.Kind == YamlKind.Integer)
            ? (wanted.Value, resolved.Text)
            : null;
    }

    private static string? Decoded(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static BigInteger? Integer(string text)
    {
        var digits = text.AsSpan();
        var negative = digits[0] == '-';
        if (digits[0] is '+' or '-')
            digits = digits[1..];
        if (digits.IsEmpty)
            return null;
        var (radix, prefix) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        var rest = digits[prefix..];
        if (rest.IsEmpty)
            return null;
        var value = BigInteger.Zero;
        foreach (var c in rest)
        {
            if (!char.IsAsciiHexDigit(c) || Convert.ToInt32(c.ToString(), 16) is var digit && digit >= radix)
                return null;
            value = (value * radix) + digit;
            if (value > ulong.MaxValue)
                return null;
        }

        return value > (negative ? (BigInteger)long.MaxValue + 1 : ulong.MaxValue) ? null : negative ? -value : value;
    }

    /// <summary>The number as compose prints it: the shortest digits, and an exponent below 1e-4 and from 1e6.</summary>
    /// <param name="number">A finite number.</param>
    public static string Shortest(double number)
    {
        if (number == 0)
            return double.IsNegative(number) ? "-0" : "0";
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (Math.Abs(number) is >= 1e-4 and < 1e6)
            return text;
        var match = NumberPattern().Match(text);
        var whole = match.Groups["whole"].Value;
        var digits = (whole + match.Groups["fraction"].Value).TrimEnd('0');
        var exponent = match.Groups["exponent"] is { Success: true, Value: var written }
            ? int.Parse(written, CultureInfo.InvariantCulture)
            : whole.Length - 1;
        var mantissa = digits.Length > 1 ? digits[..1] + "." + digits[1..] : digits;
        var magnitude = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return $"{match.Groups["sign"].Value}{mantissa}e{(exponent < 0 ? '-' : '+')}{magnitude}";
    }

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex FractionPattern();

    [GeneratedRegex(@"\A(?<sign>-?)(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?(E(?<exponent>[-+][0-9]+))?\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex NumberPattern();
}
