namespace Slipway.Containers.Compose;

/// <summary>What a tag asks for when a file is laid over an earlier one.</summary>
internal enum YamlTag
{
    /// <summary>Nothing: the value is merged.</summary>
    None,

    /// <summary><c>!reset</c>: what the earlier file has there goes, and so does the value.</summary>
    Reset,

    /// <summary><c>!override</c>: what the earlier file has there goes, the value stays.</summary>
    Override,
}
