namespace Slipway.Containers.Dockerfiles;

/// <summary>Replaces variables in words of a Dockerfile and removes their quotes.</summary>
/// <param name="escape">The escape character.</param>
/// <param name="lookup">The value of a variable, or <see langword="null"/> where it is not set.</param>
/// <param name="options">How quotes and escapes are read.</param>
internal sealed class WordExpander(char escape, Func<string, string?> lookup, WordOptions? options = null)
{
    private readonly WordOptions _options = options ?? WordOptions.Default;

    /// <summary>The text with values in place of variables.</summary>
    /// <param name="text">The text as written.</param>
    /// <exception cref="WordException">It cannot be read.</exception>
    public string Expand(string text) =>
        text.AsSpan().IndexOfAny("$'\"") < 0 && !text.Contains(escape, StringComparison.Ordinal)
            ? text
            : new WordScan(text, escape, lookup, _options).Read(new WordCollector());

    /// <summary>The text with values in place of variables, split at blanks outside of quotes.</summary>
    /// <param name="text">The text as written.</param>
    /// <exception cref="WordException">It cannot be read.</exception>
    public IReadOnlyList<string> Split(string text)
    {
        var words = new WordCollector { CollectsWords = true };
        _ = new WordScan(text, escape, lookup, _options).Read(words);
        return words.Words;
    }
}
