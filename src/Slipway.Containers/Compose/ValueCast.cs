namespace Slipway.Containers.Compose;

/// <summary>What a text becomes after its variables are replaced.</summary>
internal enum ValueCast
{
    /// <summary>It stays a text.</summary>
    None,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false, also by the words of YAML 1.1.</summary>
    Flag,
}
