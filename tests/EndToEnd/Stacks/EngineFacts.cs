using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine;

namespace EndToEnd.Stacks;

/// <summary>Asks the engine by itself, so that what the build says of containers is not taken for what they are.</summary>
internal static class EngineFacts
{
    public static async Task<ContainerFacts> ContainerAsync(EngineEndpoint endpoint, string id)
    {
        using var http = EngineHttp.Open(endpoint);
        var container = await AskAsync(http, $"containers/{id}/json");
        var users = new List<int>();
        if (container.GetProperty("State").GetProperty("Running").GetBoolean())
        {
            var top = await AskAsync(http, $"containers/{id}/top?ps_args=-eo%20uid,pid");
            users.AddRange(top.GetProperty("Processes").EnumerateArray().Select(process => int.Parse(process[0].GetString()!, CultureInfo.InvariantCulture)));
        }

        return new ContainerFacts(container, users);
    }

    /// <summary>Runs a command in a container, as its user, and gives what it wrote.</summary>
    public static async Task<string> ExecAsync(EngineEndpoint endpoint, string id, params string[] command)
    {
        using var http = EngineHttp.Open(endpoint);
        using var create = Json(JsonSerializer.Serialize(new { AttachStdout = true, AttachStderr = true, Tty = true, Cmd = command }));
        using var created = await http.PostAsync(new Uri($"containers/{id}/exec", UriKind.Relative), create, TestContext.Current.CancellationToken);
        using var answer = JsonDocument.Parse(await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var start = Json("{\"Detach\": false, \"Tty\": true}");
        using var started = await http.PostAsync(new Uri($"exec/{answer.RootElement.GetProperty("Id").GetString()}/start", UriKind.Relative), start, TestContext.Current.CancellationToken);
        return await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> AskAsync(HttpClient http, string path)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }
}
