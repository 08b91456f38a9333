namespace Slipway.Containers.Contexts;

/// <summary>What enters a build, what does not, and which line of the ignore file decided.</summary>
public sealed record ContextReport
{
    private const int FolderDepth = 2;

    /// <summary>The context.</summary>
    public required string Folder { get; init; }

    /// <summary>The ignore file that counts, where there is one.</summary>
    public string? IgnoreFile { get; init; }

    /// <summary>What enters, in the order in which it is sent.</summary>
    public required IReadOnlyList<ContextReportEntry> Entries { get; init; }

    /// <summary>What is left out. A folder that is not entered stands for all that it holds; its files are not counted.</summary>
    public required IReadOnlyList<ContextReportEntry> LeftOut { get; init; }

    /// <summary>The folders of the first two levels, the biggest first.</summary>
    public required IReadOnlyList<ContextFolder> Folders { get; init; }

    /// <summary>The files that enter.</summary>
    public int Files => Entries.Count(entry => entry.Kind == ContextEntryKind.File);

    /// <summary>The bytes that enter.</summary>
    public ByteSize Size => new(Entries.Sum(entry => entry.Size));

    /// <summary>Walks <paramref name="folder"/>.</summary>
    /// <param name="folder">The context.</param>
    /// <param name="dockerfilePath">The Dockerfile, absolute; <c>Dockerfile</c> in the context unless given.</param>
    /// <param name="whose">Whose rules are followed; BuildKit's unless given.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="ProblemException">See <see cref="DockerIgnore.Load"/> and <see cref="BuildContext.Enumerate"/>.</exception>
    public static ContextReport Of(
        string folder, string? dockerfilePath = null, ContextRules whose = ContextRules.BuildKit, CancellationToken cancellationToken = default)
    {
        var ignore = DockerIgnore.Load(folder, dockerfilePath, whose);
        var rules = new Dictionary<string, IgnoreRule>(StringComparer.Ordinal);
        var leftOut = new List<ContextReportEntry>();
        var entries = BuildContext.Follow(folder, ignore, Decided, cancellationToken)
            .Select(entry => new ContextReportEntry(entry.Path, entry.Kind, entry.Size, rules.GetValueOrDefault(entry.Path)))
            .ToList();
        var entered = entries.Where(entry => entry.Kind == ContextEntryKind.Folder).Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        return new ContextReport
        {
            Folder = folder,
            IgnoreFile = ignore.Path,
            Entries = entries,
            // A folder that is left out is there where something inside is kept.
            LeftOut = [.. leftOut.Where(entry => !entered.Contains(entry.Path))],
            Folders = Biggest(entries),
        };

        void Decided(string path, bool isFolder, IgnoreDecision decision)
        {
            if (decision.Rule is not null)
                rules[path] = decision.Rule;
            if (decision.IsLeftOut)
                leftOut.Add(new ContextReportEntry(path, isFolder ? ContextEntryKind.Folder : ContextEntryKind.File, 0, decision.Rule));
        }
    }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => ContextReportJson.Of(this);

    /// <summary>Size and number of files, and the biggest folders, as people read them.</summary>
    /// <param name="folders">The most folders to name.</param>
    public string ToSummary(int folders = 10)
    {
        var lines = new List<string> { $"{Size} in {Files} files enter the build; {LeftOut.Count} files and folders are left out" };
        lines.AddRange(Folders.Take(folders).Select(folder => $"  {folder.Size,10}  {folder.Files,6} files  {folder.Path}"));
        return string.Join('\n', lines) + "\n";
    }

    private static List<ContextFolder> Biggest(List<ContextReportEntry> entries)
    {
        var folders = new Dictionary<string, (int Files, long Size)>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Kind == ContextEntryKind.File))
        {
            var depth = 0;
            for (var slash = entry.Path.IndexOf('/', StringComparison.Ordinal); slash >= 0 && depth < FolderDepth; slash = entry.Path.IndexOf('/', slash + 1), depth++)
                Add(entry.Path[..slash], entry.Size);
            if (depth == 0)
                Add(".", entry.Size);
        }

        return [.. folders.Select(pair => new ContextFolder(pair.Key, pair.Value.Files, new ByteSize(pair.Value.Size))).OrderByDescending(folder => folder.Size.Bytes).ThenBy(folder => folder.Path, StringComparer.Ordinal)];

        void Add(string path, long size)
        {
            var (files, total) = folders.GetValueOrDefault(path);
            folders[path] = (files + 1, total + size);
        }
    }
}
