using System.Text.Json;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Tool.Commands;

/// <summary>A Dockerfile as JSON: stages with their instructions, and what building one of them needs and yields.</summary>
internal static class DockerfileJson
{
    public static void Write(Utf8JsonWriter json, Dockerfile dockerfile, DockerfileTarget target)
    {
        json.WriteStartObject();
        json.WriteStartArray("stages");
        foreach (var stage in dockerfile.Stages)
            WriteStage(json, stage);
        json.WriteEndArray();
        json.Texts("bases", target.ExternalImages.Select(image => image.Image.Original).Distinct(StringComparer.Ordinal));
        json.WriteStartArray("edges");
        foreach (var edge in target.Edges)
            WriteEdge(json, edge.From, edge.To, edge.Kind == StageEdgeKind.Base ? "from" : edge.Kind.ToString().ToLowerInvariant());
        json.WriteEndArray();
        WriteFinal(json, target);
        json.WriteEndObject();
    }

    private static void WriteStage(Utf8JsonWriter json, DockerfileStage stage)
    {
        json.WriteStartObject();
        json.WriteNumber("index", stage.Index);
        json.WriteString("name", stage.Name ?? "");
        json.WriteString("from", stage.BaseName);
        json.WriteString("platform", stage.Platform ?? "");
        json.WriteNumber("line", stage.Place.Line);
        json.WriteStartArray("instructions");
        foreach (var instruction in stage.Instructions)
            WriteInstruction(json, instruction);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInstruction(Utf8JsonWriter json, DockerfileInstruction instruction)
    {
        json.WriteStartObject();
        json.WriteNumber("line", instruction.Place.Line);
        json.WriteString("keyword", instruction.Keyword);
        json.Texts("flags", instruction.Flags.Select(flag => flag.HasValue ? $"--{flag.Name}={flag.Value}" : $"--{flag.Name}"));
        json.Texts("arguments", instruction.Words);
        json.WriteStartArray("heredocs");
        foreach (var heredoc in instruction.Heredocs)
        {
            json.WriteStartObject();
            json.WriteString("name", heredoc.Name);
            json.WriteString("content", heredoc.Content);
            json.WriteBoolean("expands", heredoc.Expands);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEdge(Utf8JsonWriter json, DockerfileStage from, DockerfileStage to, string kind)
    {
        json.WriteStartObject();
        json.WriteString("from", from.Name ?? $"{from.Index}");
        json.WriteString("to", to.Name ?? $"{to.Index}");
        json.WriteString("kind", kind);
        json.WriteEndObject();
    }

    private static void WriteFinal(Utf8JsonWriter json, DockerfileTarget target)
    {
        json.WriteStartObject("final");
        json.WriteString("stage", target.Final.Stage.Name ?? $"{target.Final.Stage.Index}");
        json.WriteString("user", target.User ?? "");
        WriteHealthCheck(json, target.HealthCheck);
        json.WriteString("workdir", target.WorkingDirectory ?? "");
        json.WriteString("stopsignal", target.StopSignal ?? "");
        WriteList(json, "entrypoint", target.Entrypoint);
        WriteList(json, "cmd", target.Command);
        WriteList(json, "shell", target.Shell);
        WritePairs(json, "env", target.Environment);
        WritePairs(json, "labels", target.Labels);
        json.Texts("ports", target.ExposedPorts);
        json.Texts("volumes", target.Volumes);
        json.Texts("context", target.ContextSources.Select(source => source.Pattern).Distinct(StringComparer.Ordinal));
        json.WriteEndObject();
    }

    // Null is what the base image decides.
    private static void WriteHealthCheck(Utf8JsonWriter json, DockerfileHealthCheck? check)
    {
        if (check is null)
        {
            json.WriteNull("healthcheck");
            return;
        }

        json.WriteStartObject("healthcheck");
        json.Texts("test", check.Test);
        json.WriteNumber("interval", check.Interval.TotalSeconds);
        json.WriteNumber("timeout", check.Timeout.TotalSeconds);
        json.WriteNumber("startPeriod", check.StartPeriod.TotalSeconds);
        json.WriteNumber("startInterval", check.StartInterval.TotalSeconds);
        json.WriteNumber("retries", check.Retries);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string>? items)
    {
        if (items is null)
            json.WriteNull(name);
        else
            json.Texts(name, items);
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string?> pairs)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
