namespace Slipway.Containers.Compose;

/// <summary>What a scalar is by YAML's rules.</summary>
public enum YamlKind
{
    /// <summary>A text, quoted or not.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Fraction,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A date, with or without a time.</summary>
    Time,

    /// <summary>Nothing at all, <c>~</c> or <c>null</c>.</summary>
    Nothing,
}
