namespace Slipway;

/// <summary>How files and folders are copied and moved.</summary>
public sealed record TransferOptions
{
    /// <summary>What becomes of files that are there already. <see cref="ExistingFile.Refuse"/> unless set.</summary>
    public ExistingFile ExistingFiles { get; init; }

    /// <summary>Whether a folder may be copied or moved into one that is there, file by file. False, which refuses that, unless set.</summary>
    public bool MergesFolders { get; init; }
}
