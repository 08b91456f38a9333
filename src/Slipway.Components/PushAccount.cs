using System.Text.Json;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;

namespace Slipway.Components;

/// <summary>Which of a stack's images have arrived where; kept in a file, so that it is there however the run ends.</summary>
/// <param name="path">The file.</param>
/// <param name="stack">The stack's name.</param>
/// <param name="git">What git says of the stack's folder.</param>
/// <param name="wanted">The names that each image is to get.</param>
internal sealed class PushAccount(string path, string stack, GitFacts git, IReadOnlyList<(Image Image, IReadOnlyList<string> References)> wanted)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PushedReference> _arrived = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _failed = new(StringComparer.Ordinal);

    public GitFacts Git => git;

    /// <summary>The names that an image is to get.</summary>
    public IReadOnlyList<string> ReferencesOf(Image image) => wanted.First(entry => entry.Image == image).References;

    public void Arrived(PushedReference pushed)
    {
        lock (_lock)
        {
            _arrived[pushed.Reference] = pushed;
            _failed.Remove(pushed.Reference);
            Write();
        }
    }

    /// <summary>Takes in a failure, and tells with it what became of the others up to now.</summary>
    public ProblemException Failed(string reference, ProblemException failure)
    {
        lock (_lock)
        {
            _failed[reference] = failure.Problems[0].What;
            Write();
            var all = wanted.SelectMany(entry => entry.References).ToList();
            var missing = all.Where(name => !_arrived.ContainsKey(name)).ToList();
            string[] account =
            [
                $"arrived: {(_arrived.Count == 0 ? "nothing" : string.Join(", ", all.Where(_arrived.ContainsKey)))}",
                $"missing: {string.Join(", ", missing)}",
                $"account: {System.IO.Path.GetFileName(path)} beside the reports",
            ];
            return new ProblemException([failure.Problems[0] with { Facts = [.. failure.Problems[0].Facts ?? [], .. account] }, .. failure.Problems.Skip(1)]);
        }
    }

    private void Write()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using (var file = File.Create(path + ".new"))
        using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("stack", stack);
            WriteIf(json, "revision", git.Revision);
            WriteIf(json, "version", git.Description);
            json.WriteBoolean("complete", wanted.All(entry => entry.References.All(_arrived.ContainsKey)));
            json.WriteStartArray("references");
            foreach (var (image, reference) in wanted.SelectMany(entry => entry.References.Select(name => (entry.Image, name))))
            {
                json.WriteStartObject();
                json.WriteString("image", image.Name);
                json.WriteString("reference", reference);
                json.WriteString("state", _arrived.ContainsKey(reference) ? "arrived" : _failed.ContainsKey(reference) ? "failed" : "not tried");
                WriteIf(json, "digest", _arrived.GetValueOrDefault(reference)?.Digest);
                WriteIf(json, "reason", _failed.GetValueOrDefault(reference));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    private static void WriteIf(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
