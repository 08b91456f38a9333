namespace Slipway.Containers.Compose;

/// <summary>Which long form a value's short form stands for.</summary>
internal enum LongForm
{
    /// <summary>There is no short form.</summary>
    None,

    /// <summary>A folder: <c>context</c>.</summary>
    Build,

    /// <summary>A service: <c>service</c>.</summary>
    Extends,

    /// <summary>A list of services.</summary>
    DependsOn,

    /// <summary>A file or a list of files.</summary>
    EnvFiles,

    /// <summary>A text: a list of one.</summary>
    List,

    /// <summary>A list of networks.</summary>
    Networks,

    /// <summary><c>source:target:options</c>.</summary>
    Mount,

    /// <summary><c>source:target:permissions</c>.</summary>
    Device,

    /// <summary>The name of a secret or config: <c>source</c>.</summary>
    FileUse,

    /// <summary>Ports and ranges of them.</summary>
    Ports,

    /// <summary>A list of <c>NAME=value</c>, each with a value.</summary>
    Pairs,

    /// <summary>A list of agents and keys.</summary>
    Ssh,

    /// <summary>A whole number, which stays one.</summary>
    Ulimit,

    /// <summary><c>all</c>: every GPU.</summary>
    Gpus,

    /// <summary><c>external: { name: … }</c>.</summary>
    External,
}
