namespace Slipway.Containers.Tests.Fuzzing;

/// <summary>Changes texts at random, the same way for the same seed.</summary>
internal sealed class TextMutations(Random random, IReadOnlyList<string> seeds, IReadOnlyList<string> tokens)
{
    private const int Longest = 4000;

    /// <summary>A text that once was one of the seeds.</summary>
    public string Next()
    {
        var text = seeds[random.Next(seeds.Count)];
        for (var i = random.Next(1, 9); i > 0; i--)
            text = Change(text);
        return text.Length > Longest ? text[..Longest] : text;
    }

    private string Change(string text)
    {
        var at = random.Next(text.Length + 1);
        var to = Math.Min(text.Length, at + random.Next(1, 30));
        return random.Next(7) switch
        {
            0 => text[..at] + text[to..],
            1 => text[..at] + text[at..to] + text[at..],
            2 => text[..at] + (char)random.Next(0x80) + text[at..],
            3 => text[..at] + (char)random.Next(0x10000) + text[at..],
            4 => text[..at] + Other(),
            5 => text[..at] + string.Concat(Enumerable.Repeat(tokens[random.Next(tokens.Count)], random.Next(1, 60))) + text[at..],
            _ => text[..at] + tokens[random.Next(tokens.Count)] + text[at..],
        };
    }

    private string Other()
    {
        var other = seeds[random.Next(seeds.Count)];
        return other[random.Next(other.Length)..];
    }
}
