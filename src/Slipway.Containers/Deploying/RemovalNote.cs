namespace Slipway.Containers.Deploying;

/// <summary>A note of what is to be removed, for the run after one that was stopped. A damaged one counts as none.</summary>
/// <param name="workFolder">Where it lies.</param>
internal sealed class RemovalNote(string workFolder)
{
    private const string EngineWord = "engine ";
    private const string ContainerWord = "container ";
    private const string VolumesWord = "volumes";
    private const string UnknownWord = "containers unknown";
    private const string EndWord = "end";

    private readonly string _file = Path.Combine(workFolder, "to-remove");

    /// <summary>That of a project.</summary>
    public static RemovalNote Of(string tempFolder, string project) => new(FolderOf(tempFolder, project));

    /// <summary>Where deployments of a project keep what is theirs alone.</summary>
    public static string FolderOf(string tempFolder, string project) => Path.Combine(tempFolder, "deploy", project);

    /// <summary>Reads it.</summary>
    /// <returns><see langword="null"/> where there is none.</returns>
    public Noted? Read()
    {
        try
        {
            if (!File.Exists(_file) || File.ReadAllLines(_file) is not [var engine, .. var lines, EndWord] || !engine.StartsWith(EngineWord, StringComparison.Ordinal))
                return null;
            var containers = lines.Where(line => line.StartsWith(ContainerWord, StringComparison.Ordinal)).Select(line => line[ContainerWord.Length..]).ToList();
            return new Noted(engine[EngineWord.Length..], lines.Contains(VolumesWord, StringComparer.Ordinal), lines.Contains(UnknownWord, StringComparer.Ordinal) ? null : containers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it, in place of one that is there.</summary>
    public void Write(Noted noted)
    {
        Directory.CreateDirectory(workFolder);
        var containers = noted.Containers?.Select(id => ContainerWord + id) ?? [UnknownWord];
        File.WriteAllLines(_file + ".new", [EngineWord + noted.Engine, .. noted.Volumes ? (string[])[VolumesWord] : [], .. containers, EndWord]);
        File.Move(_file + ".new", _file, overwrite: true);
    }

    /// <summary>Takes it away.</summary>
    public void Delete() => File.Delete(_file);

    /// <summary>What it says.</summary>
    /// <param name="Engine">The engine's address.</param>
    /// <param name="Volumes">Whether volumes go too.</param>
    /// <param name="Containers">The ids of the containers; <see langword="null"/> where the engine had not told them.</param>
    internal sealed record Noted(string Engine, bool Volumes, IReadOnlyList<string>? Containers);
}
