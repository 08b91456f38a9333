namespace Slipway.Processes;

/// <summary>One line that a program wrote.</summary>
/// <param name="Text">The line without its line ending.</param>
/// <param name="IsError">Whether it came on standard error.</param>
public readonly record struct OutputLine(string Text, bool IsError);
