namespace Slipway.Parameters;

/// <summary>What somebody gave for a parameter, before it is checked.</summary>
/// <param name="Texts">One text; for a list its elements.</param>
/// <param name="Source">Where it was given.</param>
/// <param name="From">How messages name the place, such as <c>--number</c>.</param>
/// <param name="Folder">What relative paths in it start from.</param>
/// <param name="Place">For files: <c>file:line</c>.</param>
internal sealed record GivenText(IReadOnlyList<string> Texts, ParameterSource Source, string From, string Folder, string? Place = null);
