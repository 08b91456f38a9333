using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Trivy;

/// <summary>The findings that are known and accepted, of all <c>.trivyignore</c> files that count.</summary>
/// <param name="entries">The lines.</param>
public sealed partial class ScanExceptions(IReadOnlyList<ScanException> entries)
{
    private const string End = "exp:";

    /// <summary>The lines.</summary>
    public IReadOnlyList<ScanException> Entries => entries;

    /// <summary>Reads files; those that are not there say nothing.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="rootFolder">The folder that places are relative to.</param>
    /// <exception cref="ProblemException">Every line that cannot be read, at once.</exception>
    public static ScanExceptions Load(IEnumerable<string> files, string rootFolder)
    {
        var problems = new List<Problem>();
        var entries = new List<ScanException>();
        foreach (var file in files.Distinct(StringComparer.Ordinal).Where(File.Exists))
        {
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                var text = lines[i].Split('#')[0].Trim();
                if (text.Length == 0)
                    continue;
                var place = new Place(Path.GetRelativePath(rootFolder, file), i + 1);
                if (Read(text, place) is { } entry)
                    entries.Add(entry);
                else
                    problems.Add(TrivyProblems.BadException(place, text));
            }
        }

        return problems.Count == 0 ? new ScanExceptions(entries) : throw new ProblemException(problems);
    }

    /// <summary>The exception that holds for a finding, where there is one.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="now">The time.</param>
    public ScanException? Find(ScanFinding finding, DateTimeOffset now) => Of(finding).FirstOrDefault(entry => entry.HoldsAt(now));

    /// <summary>The exception that held for a finding once, and no other does now.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="now">The time.</param>
    public ScanException? FindEnded(ScanFinding finding, DateTimeOffset now) => Find(finding, now) is null ? Of(finding).FirstOrDefault() : null;

    /// <summary>What holds at a time, as one text: when it changes, so does what scans find.</summary>
    /// <param name="now">The time.</param>
    public string At(DateTimeOffset now) => string.Join(' ', entries.Where(entry => entry.HoldsAt(now)).Select(entry => entry.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private IEnumerable<ScanException> Of(ScanFinding finding) => entries.Where(entry => entry.Id == finding.Id || Short(entry.Id) == finding.Id);

    // A check is DS002 in reports and AVD-DS-0002 in its documentation.
    private static string Short(string id) => Long.Match(id) is { Success: true } match
        ? string.Create(CultureInfo.InvariantCulture, $"{match.Groups["kind"].Value}{int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture):000}")
        : id;

    private static ScanException? Read(string text, Place place) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var id] when !id.StartsWith(End, StringComparison.Ordinal) => new ScanException(id, null, place),
        [var id, var end] when end.StartsWith(End, StringComparison.Ordinal) && DateOnly.TryParseExact(end[End.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) =>
            new ScanException(id, until, place),
        _ => null,
    };

    [GeneratedRegex(@"\AAVD-(?<kind>[A-Z]{1,20})-(?<number>\d{1,6})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Long { get; }
}
