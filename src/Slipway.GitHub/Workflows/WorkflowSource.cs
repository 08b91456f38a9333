namespace Slipway.GitHub;

/// <summary>What workflows are made from, beside their attributes.</summary>
public sealed record WorkflowSource
{
    /// <summary>The build's targets and parameters.</summary>
    public required BuildDescription Build { get; init; }

    /// <summary>The build's class, whose components tell which secrets belong to which targets.</summary>
    public required Type BuildType { get; init; }

    /// <summary>The project's folder.</summary>
    public required string RootFolder { get; init; }

    /// <summary>The command that runs targets, such as <c>slipway</c>. The build script, as the runner's system has it, unless set.</summary>
    public string? Command { get; init; }

    /// <summary>Command lines that make that command available. None unless set.</summary>
    public IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>The files and folders that an item is made of, by full path; <see langword="null"/> where that is not known.</summary>
    public Func<object, IReadOnlyList<string>?> SourcesOf { get; init; } = _ => null;

    /// <summary>Permissions that a target's token needs, such as <c>statuses: write</c>.</summary>
    public Func<string, IReadOnlyList<string>> PermissionsOf { get; init; } = _ => [];

    /// <summary>The label that every image carries which need not be built again. Images are not kept unless set.</summary>
    public string? ImageLabel { get; init; }
}
