using System.Globalization;
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

    // {"vertexes":[{"digest":…,"name":…,"started":…,"completed":…}]}, the same vertex several times.
    private static double Seconds(ProcessResult result, Func<string, bool> counts)
    {
        var seconds = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in result.Output.Select(output => output.Text).Where(text => text.StartsWith("{\"vertexes\":", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(line);
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
