using System.Text.RegularExpressions;

namespace Slipway.Tool.Starting;

/// <summary>Understands old commands by the programs that they run.</summary>
internal static partial class Meanings
{
    // What a command does at last tells more than what it prepares: the first rule that a line of it matches counts.
    private static readonly (Regex Line, string Now)[] Rules =
    [
        (Migrating(), "Migrate"),
        (Scanning(), "ScanImages"),
        (Pushing(), "PushImages"),
        (BackingUp(), "BackupVolumes"),
        (RemovingData(), "Clean --volumes"),
        (Removing(), "Clean"),
        (Up(), "Deploy"),
        (Stopping(), "Stop"),
        (Restarting(), "Restart"),
        (Following(), "Logs --follow"),
        (Reading(), "Logs"),
        (Entering(), "Shell"),
        (Showing(), "Status"),
        (BuildingAnew(), "BuildClean"),
        (Building(), "Build"),
        (Pulling(), "Restore"),
        (Asking(), "Health"),
        (MakingSecrets(), "GenerateSecrets"),
    ];

    /// <summary>What each command is now; one that only runs others is what they are.</summary>
    public static IReadOnlyList<Meaning> Of(IReadOnlyList<OldCommand> commands)
    {
        var meanings = commands.Select(Direct).ToList();
        for (var i = 0; i < meanings.Count; i++)
        {
            if (meanings[i] is not { Now: null, Command: { Needs.Count: > 0 } command })
                continue;
            var prefix = command.Text[..(command.Text.IndexOf(' ', StringComparison.Ordinal) + 1)];
            var needed = command.Needs.Select(need => meanings.Find(meaning => meaning.Command.Text == prefix + need && FileOf(meaning) == FileOf(meanings[i]))).OfType<Meaning>().Where(meaning => meaning.Now is not null).ToList();
            if (needed.Count > 0)
                meanings[i] = new Meaning(command, string.Join(' ', needed.Select(meaning => meaning.Now).Distinct(StringComparer.Ordinal)), $"runs {string.Join(", ", needed.Select(meaning => meaning.Command.Text))}");
        }

        return meanings;
    }

    private static string FileOf(Meaning meaning) => meaning.Command.Place.Split(':')[0];

    private static Meaning Direct(OldCommand command)
    {
        foreach (var (pattern, now) in Rules)
        {
            if (command.Lines.FirstOrDefault(line => pattern.IsMatch(line)) is { } line)
                return new Meaning(command, now, line);
        }

        return new Meaning(command, null, null);
    }

    private const string Compose = @"(docker[ -]compose|\$[({]?(DOCKER_)?COMPOSE(_CMD)?[)}]?)\b[^|;&]*\s";

    [GeneratedRegex(@"manage\.py\s+migrate|alembic\s+upgrade|prisma\s+migrate|sqlx\s+migrate|dotnet\s+ef\s+database|flyway|knex\s+migrate|rails\s+db:migrate", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Migrating();

    [GeneratedRegex(@"\b(trivy|grype|docker\s+scout)\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Scanning();

    [GeneratedRegex(@"docker\s+push|" + Compose + "push", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Pushing();

    [GeneratedRegex(@"\bpg_dump|\btar\s+(-?c\w*|--create)\b.*\b(volume|backup|data)|\bdocker\s+run\b.*-v\s+\S+:\S+.*\btar\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex BackingUp();

    [GeneratedRegex(Compose + @"down\b.*(\s-v\b|--volumes)|docker\s+volume\s+(rm|prune)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex RemovingData();

    [GeneratedRegex(Compose + @"down\b.*--rmi|docker\s+(system|image|container)\s+prune|docker\s+rmi\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Removing();

    [GeneratedRegex(Compose + @"up\b|docker\s+run\b.*\s(-d|--detach)\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Up();

    [GeneratedRegex(Compose + @"(down|stop|kill)\b|docker\s+(stop|kill)\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Stopping();

    [GeneratedRegex(Compose + @"restart\b|docker\s+restart\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Restarting();

    [GeneratedRegex("(" + Compose + @"|docker\s+)logs\b.*(\s-f\b|--follow)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Following();

    [GeneratedRegex("(" + Compose + @"|docker\s+)logs\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Reading();

    [GeneratedRegex("(" + Compose + @"|docker\s+)(exec|run)\b.*\s(/bin/)?(ba|z|a)?sh\s*(['""]?\s*$|\|)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Entering();

    [GeneratedRegex("(" + Compose + @"|docker\s+)(ps|top|stats)\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Showing();

    [GeneratedRegex("(" + Compose + @"|docker\s+|buildx\s+)build\b.*--no-cache", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex BuildingAnew();

    [GeneratedRegex("(" + Compose + @"|docker\s+|buildx\s+)(build|bake)\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Building();

    [GeneratedRegex("(" + Compose + @"|docker\s+)pull\b", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Pulling();

    [GeneratedRegex(@"\b(curl|wget)\b.*(health|ready|live|localhost|127\.0\.0\.1)|docker\s+inspect\b.*Health", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\bcp\b.*\.env\S*\s+\S*\.env\b|openssl\s+rand", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex MakingSecrets();
}
