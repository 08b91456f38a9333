namespace Slipway.Containers.Compose;

/// <summary>Where a set of files is read from, and with which variables: the project's own files, or those of an include.</summary>
internal sealed record LoadScope
{
    /// <summary>The folder that the files' paths are relative to, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The same folder seen from the file that includes these: paths are resolved in two steps.</summary>
    public required string FolderFromOutside { get; init; }

    /// <summary>Knows the values of variables.</summary>
    public required VariableLookup Lookup { get; init; }

    /// <summary>The files that lead here, the first one first.</summary>
    public IReadOnlyList<string> Including { get; init; } = [];
}
