using System.Text;

namespace Slipway;

/// <summary>One thing that is wrong, told so that the reader can act on it.</summary>
/// <param name="Code">A stable code such as <c>SW0003</c>, for searching.</param>
/// <param name="What">What is wrong: lower case, names in single quotes, no full stop.</param>
/// <param name="Facts">One fact a line, places (<c>file:line</c>) first.</param>
/// <param name="Try">One action that helps, or <see langword="null"/> where there is none.</param>
/// <param name="ExitCode">What the process ends with; see <see cref="ExitCodes"/>.</param>
public sealed record Problem(
    string Code,
    string What,
    IReadOnlyList<string>? Facts = null,
    string? Try = null,
    int ExitCode = ExitCodes.TargetFailed)
{
    /// <summary>The problem as people read it: what, the facts, what to try.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append("error ").Append(Code).Append(": ").Append(What);
        foreach (var fact in Facts ?? [])
            text.Append("\n  ").Append(fact.ReplaceLineEndings("\n    "));
        if (Try is not null)
            text.Append("\n  try: ").Append(Try.ReplaceLineEndings("\n    "));
        return text.ToString();
    }
}
