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

    /// <summary>Lets a command have the option.</summary>
    /// <param name="command">The command.</param>
    /// <param name="alias">Another name for it; none unless given.</param>
    public void AddTo(Command command, string? alias = null)
    {
        if (alias is not null)
            _option.Aliases.Add(alias);
        command.Options.Add(_option);
    }

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
