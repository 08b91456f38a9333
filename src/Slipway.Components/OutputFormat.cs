namespace Slipway.Components;

/// <summary>For whom a target writes what it was asked for.</summary>
public enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs: JSON on standard output, and nothing else there.</summary>
    Json,
}
