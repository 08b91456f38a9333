namespace Slipway.Tool.Starting;

/// <summary>A command that a folder has had: a target of its Makefile, or a script, or a word that a script understands.</summary>
/// <param name="Place">Where it stands: <c>file:line</c>.</param>
/// <param name="Text">What a person types, such as <c>make logs</c>.</param>
/// <param name="Lines">What it runs.</param>
/// <param name="Needs">Other commands of the same file that it runs first.</param>
internal sealed record OldCommand(string Place, string Text, IReadOnlyList<string> Lines, IReadOnlyList<string> Needs);
