using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Diagnostics;

namespace Slipway.Containers.Images;

/// <summary>The tags that images are pushed with, as <c>--tag</c> asks for them.</summary>
/// <remarks>
/// A tag as it is; <c>git:describe</c>, the description of the commit; <c>git:commit</c>, its first twelve digits;
/// <c>semver:1.4.2</c>, which is <c>1.4.2</c>, <c>1.4</c> and <c>1</c>; <c>git:version</c>, the same for the version that
/// the commit is tagged with.
/// </remarks>
public static partial class ImageTags
{
    private const int CommitDigits = 12;
    private static readonly string[] Words = ["git:describe", "git:commit", "git:version", "semver:X.Y.Z"];

    /// <summary>The tags, each once.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="git">What git says.</param>
    /// <exception cref="ProblemException">Everything that is no tag, or is not known here, at once.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> asked, GitFacts git)
    {
        var problems = new List<Problem>();
        var tags = asked.SelectMany(word => Expand(word, git, problems)).Distinct(StringComparer.Ordinal).ToList();
        return problems.Count == 0 ? tags : throw new ProblemException(problems);
    }

    /// <summary>Checks what can be checked without git.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <exception cref="ProblemException">Everything that is no tag, at once.</exception>
    public static void Check(IReadOnlyList<string> asked)
    {
        var git = new GitFacts { Revision = new string('0', 40), Description = "v0.0.0" };
        _ = Of(asked, git);
    }

    private static IReadOnlyList<string> Expand(string word, GitFacts git, List<Problem> problems)
    {
        switch (word)
        {
            case "git:describe" or "git:commit" or "git:version" when git.Revision is null:
                problems.Add(ImageProblems.NoGit(word));
                return [];
            case "git:describe":
                return [Cleaned(git.Description ?? git.Revision![..CommitDigits])];
            case "git:commit":
                return [git.Revision![..CommitDigits]];
            case "git:version":
                return Versions(word, git.Description ?? "", problems);
        }

        if (word.StartsWith("semver:", StringComparison.Ordinal))
            return Versions(word, word["semver:".Length..], problems);
        if (!Tag.IsMatch(word))
            problems.Add(ImageProblems.NoTag(word, word.Contains(':', StringComparison.Ordinal) && Nearest.To(word, Words) is { Count: > 0 } near ? near : []));
        return [word];
    }

    // https://semver.org, 2.0.0. A version before its release is nobody's "1.4".
    private static IReadOnlyList<string> Versions(string word, string text, List<Problem> problems)
    {
        if (Version.Match(text) is not { Success: true } version)
        {
            problems.Add(word == "git:version" ? ImageProblems.NoVersionTag(text) : ImageProblems.NoVersion(word));
            return [];
        }

        var (major, minor, patch) = (version.Groups["major"].Value, version.Groups["minor"].Value, version.Groups["patch"].Value);
        var full = string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}{version.Groups["pre"].Value}");
        return version.Groups["pre"].Length > 0 || version.Groups["build"].Length > 0
            ? [Cleaned(full + version.Groups["build"].Value)]
            : [full, $"{major}.{minor}", major];
    }

    // A tag has no '+' and no '/' (OCI distribution specification, pulling manifests).
    private static string Cleaned(string text)
    {
        var tag = new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')]).TrimStart('.', '-');
        return tag.Length <= 128 ? tag : tag[..128];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Tag { get; }

    // A description such as v1.4.2-3-g1a2b3c4 is of a commit after the tag, which is another version.
    [GeneratedRegex(@"\Av?(?<major>0|[1-9]\d{0,9})\.(?<minor>0|[1-9]\d{0,9})\.(?<patch>0|[1-9]\d{0,9})(?!.*-g[0-9a-f]{4,40}(-dirty)?\z)(?!.*-dirty\z)(?<pre>-[0-9A-Za-z.-]{1,80})?(?<build>\+[0-9A-Za-z.-]{1,80})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Version { get; }
}
