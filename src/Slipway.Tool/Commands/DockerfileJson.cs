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
        foreach (var stage in target.Stages)
        {
            if (stage.BaseStage is { } below)
                WriteEdge(json, below, stage.Stage, "from");
            foreach (var source in stage.CopiesFrom)
                WriteEdge(json, source, stage.Stage, "copy");
        }

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
        json.Texts("flags", instruction.Flags.Select(flag => flag.Value.Length > 0 ? $"--{flag.Name}={flag.Value}" : $"--{flag.Name}"));
        json.Texts("arguments", instruction.List ?? DockerfileWords(instruction));
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

    // A shell reads its command itself; elsewhere the words are what counts.
    private static IEnumerable<string> DockerfileWords(DockerfileInstruction instruction) =>
        instruction.Arguments.Length == 0 ? [] : [instruction.Arguments];

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
        json.Texts("ports", target.ExposedPorts);
        json.Texts("context", target.ContextSources.Select(source => source.Pattern).Distinct(StringComparer.Ordinal));
        json.WriteEndObject();
    }
}
