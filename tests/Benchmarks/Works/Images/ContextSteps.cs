using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Processes;

namespace Benchmarks.Works.Images;

/// <summary>Reads from the news of a build what sending its context took, and what the engine did with it.</summary>
internal static class ContextSteps
{
    /// <summary>What our run says before the seconds.</summary>
    public const string Sent = "context sent in ";

    private const string Sending = "[internal] load build context";

    /// <summary>The seconds that our client's run says.</summary>
    public static double SentByUs(ProcessResult result)
    {
        var line = result.Output.Select(output => output.Text).First(text => text.Contains(Sent, StringComparison.Ordinal));
        return double.Parse(line[(line.IndexOf(Sent, StringComparison.Ordinal) + Sent.Length)..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>The seconds between start and end of the sending, in the status lines of <c>docker buildx</c>.</summary>
    public static double SentByBuildx(ProcessResult result) => Seconds(result, name => name == Sending);

    /// <summary>The seconds of what follows there: the COPY and the export.</summary>
    public static double OfTheEngine(ProcessResult result) => Seconds(result, name => name.Contains("] COPY ", StringComparison.Ordinal) || name == "exporting to image");

    // {"vertexes":[{"digest":…,"name":…,"started":…,"completed":…}]}, one object after the other, the same vertex several times:
    // the last time is that of its work, the first that of a look into the cache.
    private static double Seconds(ProcessResult result, Func<string, bool> counts)
    {
        var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(string.Join('\n', result.Output.Select(output => output.Text))), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            using var json = JsonDocument.ParseValue(ref reader);
            if (!json.RootElement.TryGetProperty("vertexes", out var vertices))
                continue;
            foreach (var vertex in vertices.EnumerateArray())
            {
                var name = vertex.GetProperty("name").GetString()!;
                if (counts(name) && vertex.TryGetProperty("started", out var started) && vertex.TryGetProperty("completed", out var completed))
                    seconds[name] = (completed.GetDateTimeOffset() - started.GetDateTimeOffset()).TotalSeconds;
            }
        }

        return seconds.Values.Sum();
    }
}
