namespace Slipway.Containers.Dockerfiles;

/// <summary>What is known of a stage after its last instruction; a stage based on it goes on from there.</summary>
internal sealed class StageWalk
{
    private const string ScratchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Arguments and environment variables, as words see them.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables whose value nobody knows: what they are made of comes from the base image.</summary>
    public HashSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>The environment of the image, in its order.</summary>
    public OrderedDictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is no base image that brings more.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The labels.</summary>
    public OrderedDictionary<string, string?> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>The exposed ports.</summary>
    public PortSet Ports { get; } = new();

    /// <summary>The volumes.</summary>
    public List<string> Volumes { get; } = [];

    /// <summary>What an image based on it carries out first.</summary>
    public List<DockerfileInstruction> Triggers { get; } = [];

    /// <summary>The user, where one is stated.</summary>
    public string? User { get; set; }

    /// <summary>The working directory, where it is known.</summary>
    public string? Directory { get; set; }

    /// <summary>The health check, where one is stated.</summary>
    public DockerfileHealthCheck? HealthCheck { get; set; }

    /// <summary>The signal, where one is stated.</summary>
    public string? StopSignal { get; set; }

    /// <summary>The author, where one is stated.</summary>
    public string? Author { get; set; }

    /// <summary>The shell, where one is stated.</summary>
    public IReadOnlyList<string>? Shell { get; set; }

    /// <summary>The entry point, where one is stated.</summary>
    public IReadOnlyList<string>? Entrypoint { get; set; }

    /// <summary>The command, where one is stated; empty where an entry point took it away.</summary>
    public IReadOnlyList<string>? Command { get; set; }

    /// <summary>Whether this stage states a command.</summary>
    public bool HasOwnCommand { get; set; }

    /// <summary>Starts from nothing.</summary>
    public void StartEmpty()
    {
        IsComplete = true;
        Directory = "/";
        Environment["PATH"] = Variables["PATH"] = ScratchPath;
    }

    /// <summary>Goes on from <paramref name="other"/>.</summary>
    public void Inherit(StageWalk other)
    {
        foreach (var (name, value) in other.Variables)
            Variables[name] = value;
        Unknown.UnionWith(other.Unknown);
        // The environment of the image below comes again: it wins over arguments.
        foreach (var (name, value) in other.Environment)
            SetEnvironment(name, value);
        foreach (var (name, value) in other.Labels)
            Labels[name] = value;
        IsComplete = other.IsComplete;
        Ports.Inherit(other.Ports);
        Volumes.AddRange(other.Volumes);
        (User, Directory, HealthCheck, StopSignal, Author) = (other.User, other.Directory, other.HealthCheck, other.StopSignal, other.Author);
        (Shell, Entrypoint, Command) = (other.Shell, other.Entrypoint, other.Command);
    }

    /// <summary>Sets an environment variable; <see langword="null"/> is a value that nobody knows.</summary>
    public void SetEnvironment(string name, string? value) => Set(name, Environment[name] = value);

    /// <summary>Sets a variable; <see langword="null"/> is a value that nobody knows.</summary>
    public void Set(string name, string? value)
    {
        if (value is null)
        {
            Variables.Remove(name);
            Unknown.Add(name);
        }
        else
        {
            Variables[name] = value;
            Unknown.Remove(name);
        }
    }

    /// <summary>The line of a shell, or the program as it is.</summary>
    public IReadOnlyList<string> CommandOf(DockerfileInstruction instruction) => instruction.List
        ?? [.. Shell ?? ["/bin/sh", "-c"], instruction.Arguments];
}
