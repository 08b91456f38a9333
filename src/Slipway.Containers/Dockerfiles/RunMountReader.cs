using System.Globalization;
using Slipway.Diagnostics;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads <c>RUN --mount=…</c>.</summary>
internal static class RunMountReader
{
    private static readonly string[] Keys =
        ["type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw", "id", "sharing", "required", "size", "mode", "uid", "gid", "env"];

    /// <summary>Adds what is wrong whatever the variables are.</summary>
    public static void CheckAsWritten(DockerfileFlag flag, List<Problem> problems)
    {
        if (CommaFields.Split(flag.Value) is not { } fields)
            problems.Add(DockerfilesProblems.BadMount(flag.Place, flag.Value, "its quotes are out of place"));
        else if (Written(fields, "from") is { } from && from.IndexOf('$', StringComparison.Ordinal) is >= 0 and var at && at < from.Length - 1)
            problems.Add(DockerfilesProblems.VariableInFrom(flag.Place, from));
    }

    /// <summary>The stage or image that a mount's files come from; <see langword="null"/> for the context.</summary>
    public static string? From(DockerfileFlag flag) =>
        CommaFields.Split(flag.Value) is { } fields && Written(fields, "from") is { Length: > 0 } from ? from : null;

    /// <summary>The mount, or <see langword="null"/> where it is wrong.</summary>
    /// <param name="flag">The flag as written.</param>
    /// <param name="expand">Replaces variables.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static RunMount? Read(DockerfileFlag flag, Func<string, string> expand, List<Problem> problems)
    {
        var mount = new RunMount { Place = flag.Place };
        var reason = "its quotes are out of place";
        if (CommaFields.Split(flag.Value) is { } fields)
        {
            reason = null;
            foreach (var field in fields)
            {
                var equals = field.IndexOf('=', StringComparison.Ordinal);
                var key = (equals < 0 ? field : field[..equals]).ToLowerInvariant();
                mount = Set(mount, key, equals < 0 ? null : expand(field[(equals + 1)..]), out reason);
                if (reason is not null)
                    break;
            }

            reason ??= Contradiction(mount);
        }

        if (reason is null)
            return mount;
        problems.Add(DockerfilesProblems.BadMount(flag.Place, flag.Value, reason));
        return null;
    }

    private static RunMount Set(RunMount mount, string key, string? value, out string? reason)
    {
        reason = value is null && key is not ("readonly" or "ro" or "readwrite" or "rw" or "required") ? $"'{key}' needs a value" : null;
        if (!Keys.Contains(key, StringComparer.Ordinal))
            reason = $"there is no '{key}'" + (Nearest.To(key, Keys) is { Count: > 0 } near ? $"; '{near[0]}' is meant?" : "");
        if (reason is not null)
            return mount;
        value ??= "true";
        var canBeRequired = mount.Kind is RunMountKind.Secret or RunMountKind.Ssh;
        var isTrue = Truth(value);
        switch (key)
        {
            case "type" when KindOf(value) is { } kind:
                return mount with { Kind = kind };
            case "from":
                return mount with { From = value };
            case "source" or "src":
                return mount with { Source = value };
            case "target" or "dst" or "destination":
                return mount with { Target = value };
            case "readonly" or "ro" when isTrue is { } readOnly:
                return mount with { IsReadOnly = readOnly };
            case "readwrite" or "rw" when isTrue is { } writable:
                return mount with { IsReadOnly = !writable };
            case "required" when canBeRequired && isTrue is { } required:
                return mount with { IsRequired = required };
            case "size" when mount.Kind == RunMountKind.Tmpfs && (ByteSize.TryParse(value, out _) || (value is [.., 'i' or 'I'] && ByteSize.TryParse(value + "b", out _))):
                return mount with { Size = value };
            case "id":
                return mount with { Id = value };
            case "sharing" when value.ToLowerInvariant() is "shared" or "private" or "locked":
                return mount with { Sharing = value.ToLowerInvariant() };
            case "mode" when value.Length is > 0 and <= 11 && value.All(c => c is >= '0' and <= '7'):
                return mount with { Mode = value };
            case "uid" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var user):
                return mount with { User = user };
            case "gid" when uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var group):
                return mount with { Group = group };
            case "env":
                return mount with { Environment = value };
            default:
                reason = (key == "required" && !canBeRequired) || (key == "size" && mount.Kind != RunMountKind.Tmpfs)
                    ? $"'{key}' is not for this type"
                    : $"'{value}' is no value of '{key}'";
                return mount;
        }
    }

    private static string? Contradiction(RunMount mount)
    {
        var hasOwner = mount.Kind is RunMountKind.Secret or RunMountKind.Ssh or RunMountKind.Cache;
        if (!hasOwner && (mount.Mode.Length > 0 || mount.User is not null || mount.Group is not null))
            return "mode, uid and gid are for caches, secrets and agents";
        if (mount.Sharing.Length > 0 && mount.Kind != RunMountKind.Cache)
            return "'sharing' is for caches";
        if (mount.Kind != RunMountKind.Secret)
            return null;
        return mount switch
        {
            { From.Length: > 0 } => "a secret has no 'from'",
            { Source.Length: 0, Target.Length: 0, Id.Length: 0 } => "a secret needs an 'id'",
            { Source.Length: > 0, Id.Length: > 0 } => "'source' and 'id' say the same of a secret",
            _ => null,
        };
    }

    private static string? Written(List<string> fields, string key) => fields
        .Select(field => field.Split('=', 2))
        .LastOrDefault(pair => pair.Length == 2 && pair[0].Equals(key, StringComparison.OrdinalIgnoreCase))?[1];

    private static RunMountKind? KindOf(string value) => value.ToLowerInvariant() switch
    {
        "bind" => RunMountKind.Bind,
        "cache" => RunMountKind.Cache,
        "tmpfs" => RunMountKind.Tmpfs,
        "secret" => RunMountKind.Secret,
        "ssh" => RunMountKind.Ssh,
        _ => null,
    };

    private static bool? Truth(string value) => value switch
    {
        "1" or "t" or "T" or "TRUE" or "true" or "True" => true,
        "0" or "f" or "F" or "FALSE" or "false" or "False" => false,
        _ => null,
    };
}
