using System.Globalization;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads <c>HEALTHCHECK</c>.</summary>
internal static class HealthCheckReader
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>The check; of use only where no problem was found.</summary>
    /// <param name="arguments">What follows the flags.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="place">The instruction.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static DockerfileHealthCheck? Read(string arguments, IReadOnlyList<DockerfileFlag> flags, Place place, List<Problem> problems)
    {
        var (end, next) = DockerfileWords.Gap(arguments, 0);
        var kind = arguments[..end].ToUpperInvariant();
        var command = arguments[next..];
        if (kind is not ("CMD" or "NONE"))
        {
            problems.Add(kind.Length == 0
                ? DockerfilesProblems.NoArguments(place, "HEALTHCHECK", "CMD and a command, or NONE")
                : DockerfilesProblems.BadHealthCheck(place, $"'{arguments[..end]}' is neither CMD nor NONE"));
            return null;
        }

        if (kind == "NONE")
        {
            if (command.Length > 0)
                problems.Add(DockerfilesProblems.BadHealthCheck(place, "NONE takes no arguments"));
            return new DockerfileHealthCheck { Test = ["NONE"] };
        }

        var list = JsonList.Read(command, place, problems);
        if (list is { Count: 0 } || (list is null && command.Length == 0))
            problems.Add(DockerfilesProblems.BadHealthCheck(place, "CMD has no command"));
        return new DockerfileHealthCheck
        {
            Test = list is null ? ["CMD-SHELL", command] : ["CMD", .. list],
            Interval = Duration("interval"),
            Timeout = Duration("timeout"),
            StartPeriod = Duration("start-period"),
            StartInterval = Duration("start-interval"),
            Retries = Retries(flags, problems),
        };

        TimeSpan Duration(string name)
        {
            if (flags.LastOrDefault(flag => flag.Name == name) is not { Value.Length: > 0 } flag)
                return default;
            if (GoDuration.Parse(flag.Value) is not { } duration)
                problems.Add(DockerfilesProblems.BadFlagValue(flag.Place, name, flag.Value, "write a duration such as 30s or 1m30s"));
            else if (duration == TimeSpan.Zero || duration >= Shortest)
                return duration;
            else
                problems.Add(DockerfilesProblems.BadFlagValue(flag.Place, name, flag.Value, "write at least 1ms"));
            return default;
        }
    }

    private static int Retries(IReadOnlyList<DockerfileFlag> flags, List<Problem> problems)
    {
        if (flags.LastOrDefault(flag => flag.Name == "retries") is not { Value.Length: > 0 } flag)
            return 0;
        if (int.TryParse(flag.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var retries) && retries >= 0)
            return retries;
        problems.Add(DockerfilesProblems.BadFlagValue(flag.Place, "retries", flag.Value, "write a number from 0"));
        return 0;
    }
}
