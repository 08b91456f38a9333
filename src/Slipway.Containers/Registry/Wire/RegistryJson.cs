using System.Text.Json.Serialization;

namespace Slipway.Containers.Registry.Wire;

/// <summary>The JSON of registries and credential stores, read without reflection.</summary>
[JsonSerializable(typeof(ManifestWire))]
[JsonSerializable(typeof(TokenWire))]
[JsonSerializable(typeof(ErrorsWire))]
[JsonSerializable(typeof(ConfigFileWire))]
[JsonSerializable(typeof(HelperWire))]
[JsonSerializable(typeof(ImageConfigWire))]
internal sealed partial class RegistryJson : JsonSerializerContext;
