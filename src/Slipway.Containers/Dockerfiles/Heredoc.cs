namespace Slipway.Containers.Dockerfiles;

/// <summary>A text inside a Dockerfile that an instruction uses as a file or a script.</summary>
/// <param name="Name">The word after <c>&lt;&lt;</c>, which ends the text too.</param>
/// <param name="Content">The text, every line with its line break; without leading tabs after <c>&lt;&lt;-</c>.</param>
/// <param name="Expands">Whether variables in it are replaced: where the word is not quoted.</param>
public sealed record Heredoc(string Name, string Content, bool Expands)
{
    /// <summary>The number before <c>&lt;&lt;</c>; 0 unless written.</summary>
    public int FileDescriptor { get; init; }

    /// <summary>Whether leading tabs are removed.</summary>
    public bool RemovesTabs { get; init; }
}
