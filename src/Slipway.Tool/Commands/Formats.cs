using System.CommandLine;

namespace Slipway.Tool.Commands;

/// <summary>The option <c>--format</c> of a command.</summary>
/// <param name="names">The formats; the first unless one is given.</param>
internal sealed class Formats(params string[] names)
{
    private readonly Option<string> _option = new("--format")
    {
        Description = $"One of {string.Join(", ", names)}; {names[0]} unless given.",
        DefaultValueFactory = _ => names[0],
    };

    public void AddTo(Command command) => command.Options.Add(_option);

    /// <summary>The format that is asked for.</summary>
    /// <exception cref="ProblemException">There is no such format.</exception>
    public string Read(ParseResult result)
    {
        var format = result.GetValue(_option)!;
        return names.Contains(format, StringComparer.Ordinal)
            ? format
            : throw new ProblemException(ToolProblems.BadFormat(result.CommandResult.Command.Name, format, names));
    }
}
