namespace Slipway.Testing;

/// <summary>What a build that ran in a test left behind.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Out">Everything on standard output, lines ended by <c>\n</c>.</param>
/// <param name="Error">Everything on standard error, lines ended by <c>\n</c>.</param>
public sealed record TestRun(int ExitCode, string Out, string Error);
