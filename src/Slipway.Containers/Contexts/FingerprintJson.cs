using System.Text.Json.Serialization;

namespace Slipway.Containers.Contexts;

/// <summary>Writes and reads manifests without reflection.</summary>
[JsonSerializable(typeof(FingerprintManifest))]
internal sealed partial class FingerprintJson : JsonSerializerContext;
