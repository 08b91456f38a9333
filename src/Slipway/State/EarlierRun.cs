using System.Text.Json;

namespace Slipway.State;

/// <summary>The last run that the journal tells of.</summary>
internal sealed class EarlierRun
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    private EarlierRun(RunIdentity identity) => Identity = identity;

    public RunIdentity Identity { get; }

    /// <summary>Whether all that it was asked for was done.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>The nodes that were done; what failed, was interrupted, or had only begun, was not.</summary>
    public IReadOnlySet<string> Done => _done;

    /// <summary>Reads the last run; <see langword="null"/> where there is none.</summary>
    public static EarlierRun? Read(string file)
    {
        EarlierRun? last = null;
        foreach (var line in Lines(file))
        {
            // A line that was torn when the process was killed tells nothing.
            if (line.Length == 0 || !TryParse(line, out var parsed))
                continue;
            using (parsed)
            {
                if (Text(parsed.RootElement, "event") == "start")
                    last = StartOf(parsed.RootElement);
                else if (last?.Identity.Run == Text(parsed.RootElement, "run"))
                    last.Add(parsed.RootElement);
            }
        }

        return last;
    }

    /// <summary>Refuses to be resumed by a run that is not the same, or when it succeeded.</summary>
    /// <exception cref="ProblemException">All that is different, at once.</exception>
    public void CheckResumedBy(RunIdentity now)
    {
        if (Succeeded)
            throw new ProblemException(StateProblems.NothingToResume(this));
        var problems = new List<Problem>();
        if (!Identity.Targets.SequenceEqual(now.Targets, StringComparer.Ordinal) || !Identity.Skip.SequenceEqual(now.Skip, StringComparer.Ordinal))
            problems.Add(StateProblems.OtherTargets(Identity, now));
        if (Identity.Sources != now.Sources)
            problems.Add(StateProblems.BuildChanged);
        var names = Identity.Parameters.Keys.Concat(now.Parameters.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var changed = names.Where(name => Identity.Parameters.GetValueOrDefault(name) != now.Parameters.GetValueOrDefault(name)).ToList();
        if (changed.Count > 0)
            problems.Add(StateProblems.ParametersChanged(changed));
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool TryParse(string line, out JsonDocument parsed)
    {
        try
        {
            parsed = JsonDocument.Parse(line);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object && Text(parsed.RootElement, "run").Length > 0)
                return true;
            parsed.Dispose();
        }
        catch (JsonException)
        {
            parsed = null!;
        }

        return false;
    }

    private static EarlierRun StartOf(JsonElement line) => new(new RunIdentity(
        Text(line, "run"),
        Texts(line, "targets"),
        Texts(line, "skip"),
        Text(line, "sources"),
        line.TryGetProperty("parameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object
            ? parameters.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal)));

    private void Add(JsonElement line)
    {
        switch (Text(line, "event"))
        {
            case "node-start":
                _done.Remove(Text(line, "node"));
                break;
            // Of names that were masked, several may be the same.
            case "node-end" when Text(line, "outcome") == "done" && !Text(line, "node").Contains("***", StringComparison.Ordinal):
                _done.Add(Text(line, "node"));
                break;
            case "end":
                Succeeded = Text(line, "outcome") == "succeeded";
                break;
        }
    }

    private static string Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IReadOnlyList<string> Texts(JsonElement line, string name) =>
        line.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(value => value.ToString())] : [];
}
