using System.Globalization;

namespace Slipway.Reporting.GitHub;

/// <summary>A problem as GitHub shows it beside the line that it is about.</summary>
internal static class Annotation
{
    // GitHub shows ten errors of a step.
    private const int MostPlaces = 10;

    /// <summary>The commands for a problem: one at its first place with all that is known, and one at each further place.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="rootFolder">What its places are relative to.</param>
    public static IEnumerable<string> Of(Problem problem, string rootFolder)
    {
        var places = (problem.Facts ?? []).Select(fact => (Fact: fact, Place: PlaceIn(fact, rootFolder))).Where(found => found.Place is not null).DistinctBy(found => found.Place).Take(MostPlaces).ToList();
        yield return First(problem, places.Count > 0 ? places[0].Place : null);
        foreach (var (fact, place) in places.Skip(1))
            yield return At(place, $"{problem.What}\n{fact}", problem.Code);
    }

    private static string First(Problem problem, Place? place)
    {
        var message = string.Join('\n', [problem.What, .. problem.Facts ?? [], .. problem.Try is { } hint ? ["try: " + hint] : Array.Empty<string>()]);
        return At(place, message, problem.Code);
    }

    private static string At(Place? place, string message, string title) => WorkflowCommand.Of(
        "error",
        message,
        ("file", place?.File),
        ("line", place?.Line.ToString(CultureInfo.InvariantCulture)),
        ("col", place?.Column > 0 ? place.Value.Column.ToString(CultureInfo.InvariantCulture) : null),
        ("title", title));

    // Facts put places first: 'build/Build.cs:41  Push depends on Scan'.
    private static Place? PlaceIn(string fact, string rootFolder)
    {
        var word = fact.Split([' ', '\t', '\n', ','], 2)[0].TrimEnd(':');
        var parts = word.Split(':');
        var numbers = parts.Reverse().TakeWhile(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Take(2).Reverse().Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        if (numbers.Count == 0 || numbers.Count == parts.Length)
            return null;
        var file = string.Join(':', parts.SkipLast(numbers.Count));
        var full = Path.GetFullPath(file, rootFolder);
        return File.Exists(full)
            ? new Place(Path.GetRelativePath(rootFolder, full).Replace('\\', '/'), numbers[0], numbers.Count > 1 ? numbers[1] : 0)
            : null;
    }
}
