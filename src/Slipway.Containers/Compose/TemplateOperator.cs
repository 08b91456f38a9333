namespace Slipway.Containers.Compose;

/// <summary>What follows the name in <c>${NAME…}</c>.</summary>
internal enum TemplateOperator
{
    /// <summary>Nothing: the value, or an empty text.</summary>
    None,

    /// <summary><c>-</c> or <c>:-</c>: the word where there is no value.</summary>
    Default,

    /// <summary><c>?</c> or <c>:?</c>: an error with the word as message where there is no value.</summary>
    Required,

    /// <summary><c>+</c> or <c>:+</c>: the word where there is a value.</summary>
    Alternate,
}
