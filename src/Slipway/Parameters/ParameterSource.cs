namespace Slipway.Parameters;

/// <summary>Where a value was given, strongest first.</summary>
internal enum ParameterSource
{
    /// <summary><c>--name value</c>.</summary>
    CommandLine,

    /// <summary>Typed by the person when asked.</summary>
    Prompt,

    /// <summary><c>SLIPWAY_NAME</c>.</summary>
    Environment,

    /// <summary><c>.nuke/parameters.PROFILE.json</c>.</summary>
    Profile,

    /// <summary><c>.nuke/parameters.json</c>.</summary>
    File,
}
