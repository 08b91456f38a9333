namespace Slipway.Containers.Compose;

/// <summary>What a value is in the normal form, and so when it is left out.</summary>
internal enum NormalType
{
    /// <summary>Anything, as it is.</summary>
    Any,

    /// <summary>Not in the normal form.</summary>
    Dropped,

    /// <summary>A text; left out where it is empty.</summary>
    Text,

    /// <summary>A text that is kept where it is empty.</summary>
    KeptText,

    /// <summary>A flag; left out where it is false.</summary>
    Flag,

    /// <summary>A flag that is kept where it is false.</summary>
    KeptFlag,

    /// <summary>A whole number; left out where it is 0.</summary>
    Integer,

    /// <summary>A whole number that is kept where it is 0.</summary>
    KeptInteger,

    /// <summary>A whole number from 0, which no text may stand for; left out where it is 0.</summary>
    Unsigned,

    /// <summary>A whole number from 0, which no text may stand for; kept where it is 0.</summary>
    KeptUnsigned,

    /// <summary>A number; left out where it is 0.</summary>
    Number,

    /// <summary>A number of processors.</summary>
    Processors,

    /// <summary>A duration; left out where it is 0.</summary>
    Duration,

    /// <summary>A duration that is kept where it is 0.</summary>
    KeptDuration,

    /// <summary>A size, in bytes.</summary>
    Size,

    /// <summary>A size, in bytes, that is kept where it is 0.</summary>
    KeptSize,

    /// <summary>How many devices; -1 for all.</summary>
    DeviceCount,

    /// <summary>A command: a list of words, or nothing.</summary>
    Command,

    /// <summary>The command of a health check.</summary>
    Test,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>Names with texts.</summary>
    Labels,

    /// <summary>Names with texts or nothing.</summary>
    Environment,

    /// <summary>Hosts with addresses.</summary>
    Hosts,

    /// <summary>Names with scalars that are taken as texts.</summary>
    Options,

    /// <summary>Names with texts or whole numbers.</summary>
    StrictOptions,

    /// <summary>A limit, or a soft and a hard one.</summary>
    Ulimit,

    /// <summary>Agents and keys.</summary>
    Ssh,

    /// <summary>A file with variables.</summary>
    EnvFile,

    /// <summary>A mapping with fixed fields.</summary>
    KeptFields,

    /// <summary>A mapping with fixed fields that JSON always has, and YAML only where something is in it.</summary>
    ImpliedFields,

    /// <summary>A list.</summary>
    List,

    /// <summary>A mapping with free names.</summary>
    Names,
}
