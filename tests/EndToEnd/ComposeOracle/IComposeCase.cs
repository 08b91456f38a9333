namespace EndToEnd.ComposeOracle;

/// <summary>A project that compose and we read: files, variables and arguments.</summary>
internal interface IComposeCase
{
    /// <summary>The files by path below the project's folder.</summary>
    SortedDictionary<string, string> Files { get; }

    /// <summary>The variables of the process.</summary>
    SortedDictionary<string, string> Variables { get; }

    /// <summary>The arguments before <c>config</c>.</summary>
    List<string> Arguments { get; }

    /// <summary>The folder to call compose in, below the project's folder; empty for that itself.</summary>
    string Folder { get; }

    /// <summary>Whether variables are left as they are.</summary>
    bool IsRaw { get; }
}
