using System.Text.RegularExpressions;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Linting.Rules;

/// <summary>Dependencies are installed before the sources are copied.</summary>
internal sealed partial class SourcesBeforeDependencies : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL114",
        "dependencies-first",
        LintLevel.Warning,
        "Where all sources are copied first, every edit installs all dependencies again.",
        "copy the files that name the dependencies, install them, then copy the rest");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        foreach (var stage in subject.Images.SelectMany(image => image.Target.Stages))
        {
            DockerfileInstruction? whole = null;
            foreach (var instruction in stage.Stage.Instructions)
            {
                if (instruction.Keyword is "COPY" or "ADD" && instruction.Flag("from") is null && instruction.Heredocs.Count == 0 && CopiesAll(instruction))
                    whole ??= instruction;
                else if (whole is not null && instruction.Keyword == "RUN" && Installing.Match(instruction.Arguments) is { Success: true } install)
                {
                    yield return (whole.Place, $"all sources are copied before '{install.Value}' in line {instruction.Place.Line}");
                    break;
                }
            }
        }
    }

    private static bool CopiesAll(DockerfileInstruction instruction) =>
        (instruction.List ?? instruction.Arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .SkipLast(1)
            .Any(source => source is "." or "./" or "*" or "/");

    // A project that installs itself needs its sources.
    [GeneratedRegex(@"\b(pip3? install (-\S+ )*(-r|--requirement)\b|npm (ci|install)\b|yarn install|pnpm (i|install)\b|poetry install|uv sync|bundle install|composer install|go mod download|cargo fetch|dotnet restore|mvn (-\S+ )*dependency:(go-offline|resolve))", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Installing { get; }
}
