namespace Slipway.Reporting.Live;

/// <summary>A line of the live view.</summary>
/// <param name="Text">What is written, colours included.</param>
/// <param name="Columns">How wide it is.</param>
internal readonly record struct LiveLine(string Text, int Columns);
