using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>The order in which compose's YAML has keys: numbers in them by value, letters after other characters.</summary>
internal sealed class YamlKeyOrder : IComparer<string>
{
    private YamlKeyOrder()
    {
    }

    /// <summary>The order.</summary>
    public static YamlKeyOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (a, b) = ((x ?? "").EnumerateRunes().ToArray(), (y ?? "").EnumerateRunes().ToArray());
        var digits = false;
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] == b[i])
            {
                digits = Rune.IsDigit(a[i]);
                continue;
            }

            var (isLetter, isOther) = (Rune.IsLetter(a[i]), Rune.IsLetter(b[i]));
            if (isLetter && isOther)
                return a[i].CompareTo(b[i]);
            if (isLetter || isOther)
                return isLetter == digits ? -1 : 1;
            return CompareNumbers(a, b, i);
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int CompareNumbers(Rune[] a, Rune[] b, int at)
    {
        // Zeros count where a number has begun before them.
        var start = 0L;
        for (var i = at - 1; (a[at].Value == '0' || b[at].Value == '0') && start == 0 && i >= 0 && Rune.IsDigit(a[i]); i--)
            start = a[i].Value == '0' ? 0 : 1;
        var (number, end) = Number(a, at, start);
        var (other, otherEnd) = Number(b, at, start);
        return number != other ? number.CompareTo(other) : end != otherEnd ? end.CompareTo(otherEnd) : a[at].CompareTo(b[at]);
    }

    private static (long Number, int End) Number(Rune[] text, int at, long start)
    {
        for (; at < text.Length && Rune.IsDigit(text[at]); at++)
            start = unchecked((start * 10) + text[at].Value - '0');
        return (start, at);
    }
}
