using System.Text.Json.Serialization;

namespace Slipway.Containers.Volumes;

/// <summary>Manifests as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(Engine.VolumeRequest))]
internal sealed partial class BackupJson : JsonSerializerContext;
