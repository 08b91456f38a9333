using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Containers.Compose;
using Slipway.Containers.Deploying;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Swarm;

/// <summary>A service of a compose file as the swarm is told of it.</summary>
/// <param name="project">The project.</param>
/// <param name="service">The service.</param>
/// <param name="parts">What else it is made of.</param>
internal sealed class ServiceSpecification(ComposeProject project, ComposeService service, SwarmParts parts)
{
    private const int DigestLength = 16;

    private readonly YamlMapping? _deploy = service.Definition["deploy"] as YamlMapping;

    public string Image => parts.Images[service.Name];

    /// <summary>Whether its tasks end, and are done when they have ended well.</summary>
    public bool IsJob => Mode.EndsWith("-job", StringComparison.Ordinal) || parts.OneShots.Contains(service.Name, StringComparer.Ordinal);

    /// <summary>How many tasks it has; <see langword="null"/> for one on every node.</summary>
    public int? Count => Mode.StartsWith("global", StringComparison.Ordinal) ? null : parts.Scale.GetValueOrDefault(service.Name, service.Replicas);

    /// <summary>All that it is, in a few digits.</summary>
    public string Digest => field ??= DigestOf(json => Write(json, digest: null, force: 0));

    /// <summary>What its tasks are made of, in a few digits: a change of it makes them anew.</summary>
    /// <param name="force">The number whose change makes all tasks anew.</param>
    public string TaskDigest(ulong force) => DigestOf(json => WriteTask(json, digest: null, force));

    /// <summary>The body of the request that makes it, or changes it.</summary>
    /// <param name="force">The number whose change makes all tasks anew.</param>
    public byte[] Body(ulong force) => RequestJson.Of(json => Write(json, Digest, force));

    private string Mode => _deploy?["mode"] is YamlScalar { Text: var mode } ? mode : "replicated";

    private static string DigestOf(Action<Utf8JsonWriter> write) => Convert.ToHexStringLower(SHA256.HashData(RequestJson.Of(write)))[..DigestLength];

    private void Write(Utf8JsonWriter json, string? digest, ulong force)
    {
        json.WriteString("Name", $"{project.Name}_{service.Name}");
        var labels = (_deploy?["labels"] as YamlMapping)?.Entries.ToDictionary(entry => entry.Key, entry => Yaml.Printed(entry.Value), StringComparer.Ordinal) ?? [];
        labels[SwarmLabels.Stack] = project.Name;
        labels[SwarmLabels.Image] = StackImages.ReferenceOf(service, project);
        labels[DeploymentLabels.Project] = project.Name;
        labels[DeploymentLabels.Configuration] = ServiceConfiguration.Of(service);
        if (digest is not null)
            labels[SwarmLabels.Digest] = digest;
        json.WritePairs("Labels", labels);
        json.WriteStartObject("TaskTemplate");
        WriteTask(json, digest is null ? null : TaskDigest(force), force);
        json.WriteEndObject();
        WriteMode(json);
        ServicePolicies.WriteUpdate(json, "UpdateConfig", _deploy?["update_config"] as YamlMapping, IsJob);
        ServicePolicies.WriteUpdate(json, "RollbackConfig", _deploy?["rollback_config"] as YamlMapping, IsJob);
        WriteEndpoint(json);
    }

    private void WriteTask(Utf8JsonWriter json, string? digest, ulong force)
    {
        json.WriteStartObject("ContainerSpec");
        new ContainerSpecification(project, service, parts).Write(json, digest);
        json.WriteEndObject();
        ServicePolicies.WriteResources(json, service);
        ServicePolicies.WriteRestart(json, _deploy?["restart_policy"] as YamlMapping, service.Restart, IsJob);
        ServicePolicies.WritePlacement(json, _deploy?["placement"] as YamlMapping);
        if (service.Logging is { } logging)
        {
            json.WriteStartObject("LogDriver");
            if (logging.Driver is { } driver)
                json.WriteString("Name", driver);
            json.WritePairs("Options", logging.Options);
            json.WriteEndObject();
        }

        json.WriteStartArray("Networks");
        if (service.NetworkMode == "host")
        {
            json.WriteStartObject();
            json.WriteString("Target", "host");
            json.WriteEndObject();
        }

        foreach (var use in service.NetworkMode == "host" ? [] : service.Networks)
        {
            json.WriteStartObject();
            json.WriteString("Target", project.Networks[use.Network].Name);
            json.WriteTexts("Aliases", use.Aliases.Prepend(service.Name).Distinct(StringComparer.Ordinal));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("ForceUpdate", force);
    }

    private void WriteMode(Utf8JsonWriter json)
    {
        json.WriteStartObject(nameof(Mode));
        json.WriteStartObject((IsJob, Count) switch
        {
            (true, null) => "GlobalJob",
            (true, _) => "ReplicatedJob",
            (_, null) => "Global",
            _ => "Replicated",
        });
        if (Count is { } count)
            json.WriteNumber(IsJob ? "TotalCompletions" : "Replicas", count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Of a range the engine would take a free port; a swarm takes what it is told.
    private void WriteEndpoint(Utf8JsonWriter json)
    {
        json.WriteStartObject("EndpointSpec");
        if (_deploy?["endpoint_mode"] is YamlScalar { Text: var mode })
            json.WriteString(nameof(Mode), mode);
        json.WriteStartArray("Ports");
        foreach (var port in service.Ports)
        {
            json.WriteStartObject();
            json.WriteString("Protocol", port.Protocol);
            json.WriteNumber("TargetPort", port.Target);
            if (port.Published is { First: > 0 } published)
                json.WriteNumber("PublishedPort", published.First);
            json.WriteString("PublishMode", port.Mode);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
