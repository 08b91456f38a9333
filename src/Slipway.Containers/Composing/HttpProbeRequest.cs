using System.Globalization;
using System.Text.Json;

namespace Slipway.Containers.Composing;

/// <summary>Asks an address once.</summary>
/// <param name="handler">Sends the request; over the network unless given.</param>
internal sealed class HttpProbeRequest(HttpMessageHandler? handler)
{
    /// <summary>The host that stands for the container of the service.</summary>
    public const string ContainerHost = "container";

    private const int LongestBody = 1024 * 1024;
    private const int ShownBody = 120;

    /// <summary>What is wrong with the answer; <see langword="null"/> where it is as the probe wants it.</summary>
    /// <param name="probe">What is wanted.</param>
    /// <param name="address">Where to ask.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<string?> AskAsync(HttpProbe probe, Uri address, CancellationToken cancellationToken)
    {
        // Addresses of this machine are meant, whatever proxy it uses; a redirect is an answer.
        using var network = handler is null ? new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false } : null;
        using var client = new HttpClient((HttpMessageHandler?)network ?? handler!, disposeHandler: false) { MaxResponseContentBufferSize = LongestBody };
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)answer.StatusCode;
            var said = string.Create(CultureInfo.InvariantCulture, $"{status} {answer.ReasonPhrase}").TrimEnd();
            if (probe.Statuses.Count == 0 ? status >= 400 : !probe.Statuses.Contains(status))
                return said;
            if (probe.Body is null && probe.Json.Count == 0)
                return null;
            await answer.Content.LoadIntoBufferAsync(LongestBody, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            return probe.Body is { } wanted && !body.Contains(wanted, StringComparison.Ordinal)
                ? $"{said}, the body is {Shown(body)}"
                : WrongValue(probe.Json, body) is { } wrong ? $"{said}, {wrong}" : null;
        }
        catch (HttpRequestException e)
        {
            return e.InnerException?.Message ?? e.Message;
        }
    }

    private static string? WrongValue(IReadOnlyDictionary<string, string> wanted, string body)
    {
        if (wanted.Count == 0)
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            foreach (var (path, value) in wanted)
            {
                if (Find(json.RootElement, path) is not { } found)
                    return $"the body has no {path}";
                var text = found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText();
                if (text != value)
                    return $"{path} = {text}";
            }

            return null;
        }
        catch (JsonException)
        {
            return $"the body is no JSON: {Shown(body)}";
        }
    }

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(part, out var property))
                element = property;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength())
                element = element[index];
            else
                return null;
        }

        return element;
    }

    private static string Shown(string body)
    {
        var line = body.ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? "empty" : $"\"{(line.Length > ShownBody ? line[..ShownBody] + "…" : line)}\"";
    }
}
