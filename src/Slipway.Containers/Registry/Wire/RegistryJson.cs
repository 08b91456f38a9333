using System.Text.Json.Serialization;

namespace Slipway.Containers.Registry.Wire;

/// <summary>The JSON of registries, read without reflection.</summary>
[JsonSerializable(typeof(ManifestWire))]
[JsonSerializable(typeof(TokenWire))]
[JsonSerializable(typeof(ErrorsWire))]
[JsonSerializable(typeof(ImageConfigWire))]
internal sealed partial class RegistryJson : JsonSerializerContext;
