namespace Slipway.Tool.Starting;

/// <summary>What an old command is in Slipway.</summary>
/// <param name="Command">The old command.</param>
/// <param name="Now">The arguments of the new one, such as <c>Logs --follow</c>; <see langword="null"/> where it was not understood.</param>
/// <param name="Because">The line that told.</param>
internal sealed record Meaning(OldCommand Command, string? Now, string? Because);
