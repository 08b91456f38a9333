namespace Slipway;

/// <summary>What becomes of a file that is there already when another is copied or moved to its name.</summary>
public enum ExistingFile
{
    /// <summary>Nothing is copied or moved: that is an error, told before anything was changed.</summary>
    Refuse,

    /// <summary>It is replaced.</summary>
    Replace,

    /// <summary>It is replaced where the other was written later.</summary>
    ReplaceOlder,

    /// <summary>It stays.</summary>
    Keep,
}
