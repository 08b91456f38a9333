using System.Text;

namespace Slipway.Tool;

/// <summary>What <c>slipway --help</c> says.</summary>
internal static class ToolHelp
{
    /// <summary>The commands that read files, and what each is for.</summary>
    public static readonly IReadOnlyDictionary<string, string> Commands = new OrderedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["config"] = "prints the compose project in its canonical form",
        ["variables"] = "lists the variables that the compose files mention",
        ["env"] = "prints what environment files say",
        ["dockerfile"] = "prints a Dockerfile's stages, bases and what they yield",
        ["context"] = "says what enters a build context, and why",
        ["graph"] = "draws services, images, stages and what depends on what",
        ["lint"] = "holds compose file and Dockerfiles against the rules",
        ["init"] = "gives the folder a build of its own: build/, build.sh, and what the old scripts become",
        ["report"] = "serves the reports of earlier runs to this machine",
    };

    public static string Text
    {
        get
        {
            var text = new StringBuilder()
                .Append("Usage: slipway VERB… [--option value]\n\nIn a folder with a compose file, or below one:\n");
            foreach (var (verb, _, does) in Verbs.All)
                text.Append("  ").Append(verb.PadRight(11)).Append(does).Append('\n');
            text.Append("\nReading files, without an engine:\n");
            foreach (var (command, does) in Commands)
                text.Append("  ").Append(command.PadRight(11)).Append(does).Append('\n');
            return text.Append(
                """

                slipway VERB --help     what a verb depends on, and its options
                slipway VERB --plan     what would be done, and why; nothing is touched
                slipway --list          every target
                slipway COMMAND --help  the options of a command that reads files

                """).ToString().ReplaceLineEndings("\n");
        }
    }
}
