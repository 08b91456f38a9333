using System.Text.Json;
using Slipway.Containers.Dockerfiles;

namespace EndToEnd;

/// <summary>What an image says of itself, and what a Dockerfile says of it, in one form.</summary>
internal static class ImageConfig
{
    /// <summary>What the engine tells.</summary>
    public static async Task<string> OfAsync(Machine machine, string id)
    {
        using var http = EngineHttp.Open(machine.Engine.Endpoint);
        await using var answer = await http.GetStreamAsync(new Uri($"images/{id}/json", UriKind.Relative), TestContext.Current.CancellationToken);
        using var json = await JsonDocument.ParseAsync(answer, cancellationToken: TestContext.Current.CancellationToken);
        var config = json.RootElement.GetProperty("Config");
        var check = Get(config, "Healthcheck");
        return Text(
            json.RootElement.GetProperty("Author").GetString(),
            Get(config, "User").ToString(),
            // BuildKit 0.13 leaves an absolute path as it is written; newer ones, and we, clean it.
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(Get(config, "WorkingDir").ToString())),
            Get(config, "StopSignal").ToString(),
            Items(Get(config, "Env")),
            Pairs(Get(config, "Labels")),
            Names(Get(config, "ExposedPorts")),
            Names(Get(config, "Volumes")),
            Items(Get(config, "Entrypoint")),
            Items(Get(config, "Cmd")),
            Items(Get(config, "Shell")),
            check.ValueKind == JsonValueKind.Object
                ? $"{Items(Get(check, "Test"))} {Seconds(check, "Interval")} {Seconds(check, "Timeout")} {Seconds(check, "StartPeriod")} {Seconds(check, "StartInterval")} {Get(check, "Retries")}".TrimEnd('0', ' ')
                : "");
    }

    /// <summary>What our reader tells.</summary>
    public static string Of(DockerfileTarget target) => Text(
        target.Author,
        target.User,
        target.WorkingDirectory,
        target.StopSignal,
        Items(target.Environment.Select(pair => $"{pair.Key}={pair.Value}")),
        Items(target.Labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")),
        Items(target.ExposedPorts.Order(StringComparer.Ordinal)),
        Items(target.Volumes.Order(StringComparer.Ordinal)),
        Items(target.Entrypoint ?? []),
        Items(target.Command ?? []),
        Items(target.Shell ?? []),
        target.HealthCheck is { } check
            ? $"{Items(check.Test)} {check.Interval.TotalNanoseconds:0} {check.Timeout.TotalNanoseconds:0} {check.StartPeriod.TotalNanoseconds:0} {check.StartInterval.TotalNanoseconds:0} {check.Retries}".TrimEnd('0', ' ')
            : "");

    private static string Text(string? author, string? user, string? folder, string? signal, params string[] more) =>
        $"author {author}\nuser {user}\nfolder {folder}\nsignal {signal}\n{string.Join('\n', more)}";

    private static JsonElement Get(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : default;

    private static string Seconds(JsonElement check, string name) => Get(check, name) is { ValueKind: JsonValueKind.Number } value ? value.ToString() : "0";

    private static string Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? Items(list.EnumerateArray().Select(item => item.GetString()!)) : Items([]);

    private static string Names(JsonElement map) => map.ValueKind == JsonValueKind.Object ? Items(map.EnumerateObject().Select(item => item.Name).Order(StringComparer.Ordinal)) : Items([]);

    private static string Pairs(JsonElement map) => map.ValueKind == JsonValueKind.Object
        ? Items(map.EnumerateObject().OrderBy(item => item.Name, StringComparer.Ordinal).Select(item => $"{item.Name}={item.Value.GetString()}"))
        : Items([]);

    private static string Items(IEnumerable<string> items) => string.Join(" ¦ ", items);
}
