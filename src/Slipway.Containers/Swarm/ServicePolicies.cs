using System.Globalization;
using System.Text.Json;
using Slipway.Containers.Compose;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Swarm;

/// <summary>Writes what <c>deploy:</c> says of updates, restarts, places and resources.</summary>
internal static class ServicePolicies
{
    private const double Billion = 1e9;

    public static void WriteUpdate(Utf8JsonWriter json, string name, YamlMapping? update, bool isJob)
    {
        if (update is null || isJob)
            return;
        json.WriteStartObject(name);
        WriteWhole(json, "Parallelism", update, "parallelism");
        WriteDuration(json, "Delay", update, "delay");
        WriteText(json, "FailureAction", update, "failure_action");
        WriteDuration(json, "Monitor", update, "monitor");
        if (update["max_failure_ratio"] is YamlScalar { Text: var ratio } && double.TryParse(ratio, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber("MaxFailureRatio", number);
        WriteText(json, "Order", update, "order");
        json.WriteEndObject();
    }

    public static void WriteResources(Utf8JsonWriter json, ComposeService service)
    {
        json.WriteStartObject("Resources");
        WriteResources(json, "Limits", service.Limits, withProcesses: true);
        WriteResources(json, "Reservations", service.Reservations, withProcesses: false);
        json.WriteEndObject();
    }

    // What compose calls 'restart' says the same in fewer words.
    public static void WriteRestart(Utf8JsonWriter json, YamlMapping? policy, string? restart, bool isJob)
    {
        var (condition, attempts) = restart?.Split(':', 2) switch
        {
            ["no"] => ("none", null),
            ["on-failure"] => ("on-failure", null),
            ["on-failure", var most] => ("on-failure", most),
            ["always" or "unless-stopped"] => ("any", null),
            _ => ((string?)null, (string?)null),
        };
        if (policy?["condition"] is YamlScalar { Text: var written })
            condition = written;
        // A job that is started again would hide what went wrong, and 'any' is no condition for one.
        if (isJob && condition is null or "any")
            condition = "none";
        if (condition is null && policy is null)
            return;
        json.WriteStartObject("RestartPolicy");
        if (condition is not null)
            json.WriteString("Condition", condition);
        if (policy is not null)
        {
            WriteDuration(json, "Delay", policy, "delay");
            WriteDuration(json, "Window", policy, "window");
            WriteWhole(json, "MaxAttempts", policy, "max_attempts");
        }
        else if (attempts is not null && ulong.TryParse(attempts, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            json.WriteNumber("MaxAttempts", count);
        }

        json.WriteEndObject();
    }

    public static void WritePlacement(Utf8JsonWriter json, YamlMapping? placement)
    {
        if (placement is null)
            return;
        json.WriteStartObject("Placement");
        if (placement["constraints"] is YamlSequence constraints)
            json.WriteTexts("Constraints", constraints.Items.Select(Yaml.Printed));
        if (placement["preferences"] is YamlSequence preferences)
        {
            json.WriteStartArray("Preferences");
            foreach (var spread in preferences.Items.OfType<YamlMapping>().Select(preference => preference["spread"]).OfType<YamlScalar>())
            {
                json.WriteStartObject();
                json.WriteStartObject("Spread");
                json.WriteString("SpreadDescriptor", spread.Text);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        WriteWhole(json, "MaxReplicas", placement, "max_replicas_per_node");
        json.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter json, string name, ComposeResources resources, bool withProcesses)
    {
        json.WriteStartObject(name);
        if (resources.Cpus is { } processors)
            json.WriteNumber("NanoCPUs", (long)(processors * Billion));
        if (resources.Memory is { } memory)
            json.WriteNumber("MemoryBytes", memory.Bytes);
        if (withProcesses && resources.Pids is { } processes)
            json.WriteNumber("Pids", processes);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, YamlMapping from, string key)
    {
        if (from[key] is YamlScalar { Text: var text })
            json.WriteString(name, text);
    }

    private static void WriteWhole(Utf8JsonWriter json, string name, YamlMapping from, string key)
    {
        if (from[key] is YamlScalar { Text: var text } && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber(name, number);
    }

    private static void WriteDuration(Utf8JsonWriter json, string name, YamlMapping from, string key)
    {
        if (from[key] is YamlScalar { Text: var text } && GoDuration.Parse(text) is { } nanoseconds)
            json.WriteNumber(name, nanoseconds);
    }
}
