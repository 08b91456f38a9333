using System.Runtime.InteropServices;

namespace Slipway.Hosting;

/// <summary>How much a terminal shows.</summary>
/// <param name="Columns">Characters in a line; 0 where it is not known.</param>
/// <param name="Rows">Lines; 0 where it is not known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TerminalSize(int Columns, int Rows);
