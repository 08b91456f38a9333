namespace Slipway.Containers.Dockerfiles;

/// <summary>What a flag takes.</summary>
internal enum FlagKind
{
    /// <summary>A text, once.</summary>
    Text,

    /// <summary>A text, as often as wanted.</summary>
    Texts,

    /// <summary>Nothing, <c>true</c> or <c>false</c>.</summary>
    Switch,
}
