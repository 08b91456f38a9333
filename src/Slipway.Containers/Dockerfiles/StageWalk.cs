namespace Slipway.Containers.Dockerfiles;

/// <summary>What is known of a stage after its last instruction; a stage based on it goes on from there.</summary>
internal sealed class StageWalk
{
    private readonly HashSet<string> _environment = new(StringComparer.Ordinal);

    /// <summary>The stage, once it is gone through.</summary>
    public ResolvedStage? Resolved { get; set; }

    /// <summary>Arguments and environment variables.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is no base image that brings more variables.</summary>
    public bool KnowsAllVariables { get; set; }

    /// <summary>The user, where one is stated.</summary>
    public string? User { get; set; }

    /// <summary>Whether there is a health check, where it is stated.</summary>
    public bool? HasHealthCheck { get; set; }

    /// <summary>The exposed ports.</summary>
    public List<string> Ports { get; } = [];

    /// <summary>Sets an environment variable: it wins over an argument of its name.</summary>
    public void SetEnvironment(string name, string value)
    {
        _environment.Add(name);
        Variables[name] = value;
    }

    /// <summary>Sets an argument.</summary>
    public void SetArgument(string name, string value)
    {
        if (!_environment.Contains(name))
            Variables[name] = value;
    }

    /// <summary>Goes on from <paramref name="other"/>.</summary>
    public void Inherit(StageWalk other)
    {
        foreach (var (name, value) in other.Variables)
            Variables[name] = value;
        _environment.UnionWith(other._environment);
        KnowsAllVariables = other.KnowsAllVariables;
        User = other.User;
        HasHealthCheck = other.HasHealthCheck;
        Ports.AddRange(other.Ports);
    }
}
