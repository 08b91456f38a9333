namespace Slipway.Execution;

/// <summary>Replaces secrets in texts by <c>***</c>.</summary>
internal sealed class SecretMask
{
    // Shorter values would mask ordinary words and say more than they hide.
    private const int ShortestMasked = 4;

    private readonly Lock _adding = new();
    private volatile string[] _values = [];

    public void Add(Secret secret)
    {
        // Each line of a secret of several lines is a secret too: output is masked line by line.
        var lines = secret.Reveal().Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length >= ShortestMasked);
        lock (_adding)
            _values = [.. _values.Concat(lines).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length)];
    }

    public string Apply(string text)
    {
        foreach (var value in _values)
            text = text.Replace(value, "***", StringComparison.Ordinal);
        return text;
    }
}
