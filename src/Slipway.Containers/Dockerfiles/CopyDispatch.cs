using System.Text.RegularExpressions;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Carries out <c>COPY</c> and <c>ADD</c>: finds what they reach of the context.</summary>
/// <param name="instruction">The instruction.</param>
/// <param name="expand">Replaces variables.</param>
/// <param name="isUnknown">Whether the last word had variables that only the base image knows.</param>
/// <param name="sources">Takes what is reached.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed partial class CopyDispatch(
    DockerfileInstruction instruction, Func<string, string> expand, Func<bool> isUnknown, List<ContextSource> sources, List<Problem> problems)
{
    private const int LargestMode = 0xFFF;

    private bool IsAdd => instruction.Keyword == "ADD";

    /// <summary>Looks at sources and flags.</summary>
    public void Visit()
    {
        var paths = instruction.Words.SkipLast(1).Where(word => HeredocReader.Begin(word) is null).ToList();
        var addresses = 0;
        foreach (var word in paths)
        {
            var source = expand(word);
            if (isUnknown())
                sources.Add(new ContextSource(".", instruction.Place));
            else if (IsAddress(source))
                addresses++;
            else if (instruction.Flag("from") is not { Length: > 0 })
                sources.Add(new ContextSource(Pattern(source), instruction.Place));
            if (!IsAdd && IsAddress(source))
                problems.Add(DockerfilesProblems.BadSource(instruction.ArgumentsPlace, "COPY", source, "it is an address"));
        }

        CheckChecksum(paths.Count, addresses);
        CheckMode();
        _ = expand(instruction.Words[^1]);
        _ = expand(instruction.Flag("chown") ?? "");
    }

    private void CheckChecksum(int count, int addresses)
    {
        if (expand(instruction.Flag("checksum") ?? "").Length > 0 && (count != 1 || (addresses != 1 && !isUnknown())))
            problems.Add(DockerfilesProblems.BadSource(instruction.ArgumentsPlace, "ADD", instruction.Arguments, "--checksum is for one address"));
    }

    private void CheckMode()
    {
        var mode = expand(instruction.Flag("chmod") ?? "");
        if (mode.Length == 0 || isUnknown() || SymbolicMode().IsMatch(mode))
            return;
        if (!mode.All(c => c is >= '0' and <= '7') || mode.Length > 11 || Convert.ToUInt64(mode, 8) > LargestMode)
            problems.Add(DockerfilesProblems.BadFlagValue(instruction.FindFlag("chmod")!.Place, "chmod", mode, "write octal digits from 0 to 7777"));
    }

    // The context is the root: what climbs above it stays in it. A double star is one, except where parents are kept;
    // there /./ only says which of them.
    private string Pattern(string source)
    {
        var path = Contexts.GoPaths.Clean("/" + source)[1..];
        if (path.Length == 0)
            return ".";
        return instruction.IsOn("parents") ? path : StarsPattern().Replace(path, "*");
    }

    private static bool IsAddress(string source) =>
        source.StartsWith("http://", StringComparison.Ordinal) || source.StartsWith("https://", StringComparison.Ordinal)
        || source.StartsWith("git://", StringComparison.Ordinal) || source.StartsWith("ssh://", StringComparison.Ordinal)
        || GitPattern().IsMatch(source);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+@[A-Za-z0-9.-]+:", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex GitPattern();

    [GeneratedRegex(@"\*{2,}", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex StarsPattern();

    [GeneratedRegex(@"\A[ugoa]*[+=-][rwxXstugo]*([+=-][rwxXstugo]*)*(,[ugoa]*[+=-][rwxXstugo]*([+=-][rwxXstugo]*)*)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SymbolicMode();
}
