namespace Slipway.Parameters;

/// <summary>What the value of an option names, so that shells can complete it.</summary>
internal enum ValueKind
{
    /// <summary>A text that nobody can guess.</summary>
    Text,

    /// <summary>A file or a folder.</summary>
    Path,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A target or an alias of one.</summary>
    Target,

    /// <summary>A <c>.nuke/parameters.NAME.json</c>.</summary>
    Profile,
}
