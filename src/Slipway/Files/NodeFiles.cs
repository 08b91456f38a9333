using System.Collections.Concurrent;
using System.Globalization;
using Slipway.Parameters;
using Slipway.Planning;

namespace Slipway.Files;

/// <summary>Decides by files whether nodes are up to date, and remembers those that have run.</summary>
/// <param name="build">The build.</param>
/// <param name="parameters">Its parameters, by name.</param>
/// <param name="time">Tells when outputs were used.</param>
/// <param name="writes">Whether anything is kept: a plan writes nothing.</param>
/// <param name="write">Writes a file whole or not at all; <see cref="AtomicFile"/> unless given.</param>
internal sealed class NodeFiles(SlipwayBuild build, IReadOnlyDictionary<string, Parameter> parameters, TimeProvider time, bool writes, Action<string, Action<Stream>>? write = null)
{
    // The inputs as they were when a node was decided, which is before it runs.
    private readonly ConcurrentDictionary<PlanNode, NodeRecord> _decided = new();

    private readonly Lazy<FileState> _files = new(() => new FileState(build.TempFolder / "file-states", writes));
    private readonly Lazy<OutputCache> _cache = new(() => new OutputCache(build.TempFolder / "cache", ((IBuild)build).CacheLimit, time, write ?? AtomicFile.Write));
    private readonly Lazy<ContentHash> _code = new(() => CodeOf(build.GetType()));
    private readonly Action<string, Action<Stream>> _write = write ?? AtomicFile.Write;

    /// <summary>The state of files; reads nothing before it is asked.</summary>
    public IFileState State => Files;

    private FileState Files => _files.Value;

    private OutputCache Cache => _cache.Value;

    /// <summary>Whether the node's outputs are what they were for the same inputs. Reads only.</summary>
    public Reuse Probe(PlanNode node, CancellationToken cancellationToken)
    {
        if (((IBuild)build).Rebuild)
            return Reuse.Stale("forced by --rebuild");
        var (now, inputs) = Describe(node, cancellationToken);
        var before = NodeRecord.Load(PathOf(node));
        if (before?.Key != now.Key)
        {
            var cached = HasOutputs(node) ? Cache.Find(now.Key) : null;
            return cached is null ? Reuse.Stale(Difference(before, now, inputs)) : Outputs(node, cached, Difference(before, now, inputs), cancellationToken);
        }

        return Outputs(node, before, null, cancellationToken);
    }

    /// <summary>As <see cref="Probe"/>, but where the cache has what is missing, that is restored.</summary>
    public Reuse ProbeAtStart(PlanNode node, CancellationToken cancellationToken)
    {
        var reuse = Probe(node, cancellationToken);
        if (reuse.State != ReuseState.Unknown)
            return reuse;
        var now = _decided[node];
        try
        {
            var outputs = (Cache.Find(now.Key) ?? NodeRecord.Load(PathOf(node))!).Outputs;
            foreach (var file in Missing(node, outputs, cancellationToken))
                Cache.Restore(file, build.RootFolder / file.Path);
            _write(PathOf(node), (now with { Outputs = outputs }).Write);
            return Reuse.UpToDate("restored from the cache");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Reuse.Stale(e.Message);
        }
    }

    /// <summary>Notes what the node's inputs are before it runs.</summary>
    public void Begin(PlanNode node, CancellationToken cancellationToken)
    {
        if (node.HasInputs && !_decided.ContainsKey(node))
            Describe(node, cancellationToken);
    }

    /// <summary>Remembers a node that has succeeded: its outputs first, then that they belong to its inputs.</summary>
    /// <exception cref="ProblemException">It did not make the artifacts that it said it would.</exception>
    /// <returns>Why nothing was remembered; <see langword="null"/> where all is well.</returns>
    public string? End(PlanNode node, CancellationToken cancellationToken)
    {
        CheckArtifacts(node, cancellationToken);
        if (!node.HasInputs)
            return null;
        try
        {
            var record = _decided[node];
            if (HasOutputs(node))
            {
                record = record with { Outputs = Files.Take(build.RootFolder, OutputGlobs(node), cancellationToken).Files };
                Cache.Store(record with { Inputs = [], Parameters = [] }, build.RootFolder);
            }

            _write(PathOf(node), record.Write);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"it will run again next time: {e.Message}";
        }
    }

    /// <summary>The artifacts of a target.</summary>
    /// <param name="patterns">What the target produces.</param>
    /// <param name="wanted">Those of them that are asked for; all where there are none.</param>
    public IReadOnlyList<AbsolutePath> Artifacts(IReadOnlyList<string> patterns, IReadOnlyList<string> wanted)
    {
        var globs = wanted.Count == 0 ? null : new GlobSet(wanted);
        return [.. build.RootFolder.Glob(patterns).Where(path => globs is null || globs.IsMatch(path.RelativeTo(build.RootFolder)))];
    }

    /// <summary>Keeps the hashes of files for the next run.</summary>
    public void Save()
    {
        if (_files.IsValueCreated)
            Files.Save();
    }

    private static bool HasOutputs(PlanNode node) => node.Target.Settings.Files is { } files && files.Outputs.Count + files.Artifacts.Count > 0;

    // Assemblies have an id that changes with their code: those of the build and of its components.
    private static ContentHash CodeOf(Type type) => ContentHash.Of(string.Join('\n', type.GetInterfaces().Append(type)
        .Select(part => part.Assembly).Distinct()
        .Select(assembly => assembly.ManifestModule.ModuleVersionId.ToString()).Order(StringComparer.Ordinal)));

    private static string Difference(NodeRecord? before, NodeRecord now, FileFingerprint inputs)
    {
        if (before is null)
            return "no earlier run is known";
        if (before.Definition != now.Definition)
            return "the build changed";
        var values = before.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var changed = now.Parameters.FirstOrDefault(pair => !values.TryGetValue(pair.Key, out var value) || value != pair.Value).Key;
        return changed is not null ? $"parameter {changed} changed"
            : inputs.ChangeSince(before.Inputs) is { } change ? $"inputs changed: {change}"
            : "parameters changed";
    }

    private Reuse Outputs(PlanNode node, NodeRecord record, string? difference, CancellationToken cancellationToken)
    {
        var missing = Missing(node, record.Outputs, cancellationToken);
        if (missing.Count == 0 && difference is null)
            return Reuse.UpToDate("inputs are unchanged");
        var what = missing is [] ? difference! : $"outputs changed: {missing[0].Path}{(missing.Count > 1 ? $" and {missing.Count - 1} more" : "")}";
        return Cache.Holds(missing) ? Reuse.Unknown($"restores from the cache: {difference ?? what}") : Reuse.Stale(what);
    }

    // Other files among the outputs do not count: who put them there may need them.
    private List<FileEntry> Missing(PlanNode node, IReadOnlyList<FileEntry> outputs, CancellationToken cancellationToken)
    {
        if (outputs.Count == 0)
            return [];
        var there = Files.Take(build.RootFolder, OutputGlobs(node), cancellationToken).Files.ToHashSet();
        return [.. outputs.Where(file => !there.Contains(file))];
    }

    private (NodeRecord Record, FileFingerprint Inputs) Describe(PlanNode node, CancellationToken cancellationToken)
    {
        var globs = Globs(node, node.Target.Settings.Files!.Inputs);
        var inputs = Files.Take(build.RootFolder, globs, cancellationToken);
        var definition = ContentHash.Of($"{_code.Value}\n{string.Join('\n', globs.Patterns)}\n\n{string.Join('\n', OutputGlobs(node).Patterns)}");
        var values = Values(node);
        var record = new NodeRecord
        {
            Definition = definition,
            Key = ContentHash.Of($"{node.Name}\n{definition}\n{string.Concat(values.Select(pair => $"{pair.Key}={pair.Value}\n"))}{inputs.Digest}"),
            Parameters = values,
            Inputs = inputs.Files,
        };
        _decided[node] = record;
        return (record, inputs);
    }

    private GlobSet OutputGlobs(PlanNode node) => Globs(node, [.. node.Target.Settings.Files!.Outputs, _ => node.Target.Settings.Files.Artifacts]);

    private static GlobSet Globs(PlanNode node, List<Func<object?, IEnumerable<string>>> patterns)
    {
        try
        {
            return new GlobSet(patterns.SelectMany(pattern => PlanningProblems.Ask(node.Target.Name, "Inputs or Outputs", () => pattern(node.Item).ToList())));
        }
        catch (ProblemException e)
        {
            throw new ProblemException([.. e.Problems.Select(problem => problem with { Facts = [.. problem.Facts ?? [], $"target '{node.Target.Name}' says so"] })]);
        }
    }

    // A secret opens doors and makes no content; its hash on disk could be guessed.
    private List<KeyValuePair<string, ContentHash>> Values(PlanNode node) =>
    [
        .. node.Target.Settings.Requirements
            .Where(requirement => !parameters.Values.Any(parameter => parameter.IsSecret && parameter.Member.Equals(requirement.Parameter, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(requirement => requirement.Parameter, StringComparer.Ordinal)
            .Select(requirement => KeyValuePair.Create(requirement.Parameter, ContentHash.Of(Text(PlanningProblems.Ask(node.Target.Name, "Requires", requirement.Value))))),
    ];

    private string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        AbsolutePath path => path.RelativeTo(build.RootFolder),
        System.Collections.IEnumerable values => string.Join('\0', values.Cast<object?>().Select(Text)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private void CheckArtifacts(PlanNode node, CancellationToken cancellationToken)
    {
        if (node.Target.Settings.Files is not { Artifacts: { Count: > 0 } artifacts })
            return;
        var excluded = artifacts.Where(pattern => pattern.StartsWith('!')).ToList();
        var nothing = artifacts.Except(excluded, StringComparer.Ordinal).Where(pattern => Files.Take(build.RootFolder, new GlobSet([pattern, .. excluded]), cancellationToken).Files.Count == 0);
        Problem[] problems = [.. nothing.Select(pattern => FilesProblems.NotProduced(node.Name, pattern))];
        if (problems.Length > 0)
            throw new ProblemException(problems);
    }

    // Names of nodes that differ in what file systems refuse, or in case, still get files of their own.
    private string PathOf(PlanNode node)
    {
        const int longest = 80;
        var safe = string.Concat(node.Name.Take(longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return build.TempFolder / "inputs" / $"{safe}.{ContentHash.Of(node.Name).ToString()[..8]}";
    }
}
