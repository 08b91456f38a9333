namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the names and values of <c>ENV</c>, <c>LABEL</c> and <c>ARG</c>.</summary>
internal static class PairReader
{
    /// <summary>The pairs; of use only where no problem was found.</summary>
    /// <param name="keyword">The instruction.</param>
    /// <param name="arguments">What follows it.</param>
    /// <param name="escape">The escape character.</param>
    /// <param name="place">Where the arguments are.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static List<DockerfilePair> Read(string keyword, string arguments, char escape, Place place, List<Problem> problems)
    {
        var words = DockerfileWords.Quoted(arguments, escape);
        if (words.Count == 0)
        {
            problems.Add(DockerfilesProblems.NoArguments(place, keyword, keyword == "ARG" ? "a name" : "name=value"));
            return [];
        }

        // The old form: a name, and the rest of the line.
        if (keyword != "ARG" && !words[0].Contains('=', StringComparison.Ordinal))
        {
            var (end, next) = DockerfileWords.Gap(arguments, 0);
            if (next == arguments.Length)
                problems.Add(DockerfilesProblems.NoArguments(place, keyword, "name=value"));
            return [new DockerfilePair(arguments[..end], arguments[next..])];
        }

        var pairs = new List<DockerfilePair>(words.Count);
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 && keyword != "ARG")
                problems.Add(DockerfilesProblems.BadPair(place, keyword, word));
            else if (equals == 0)
                problems.Add(DockerfilesProblems.BadPair(place, keyword, word));
            else
                pairs.Add(equals < 0 ? new DockerfilePair(word, null) : new DockerfilePair(word[..equals], word[(equals + 1)..]));
        }

        return pairs;
    }
}
