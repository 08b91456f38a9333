using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

/// <summary>The engine's JSON, read without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DockerConfigWire))]
[JsonSerializable(typeof(HelperLoginWire))]
[JsonSerializable(typeof(ContextWire))]
[JsonSerializable(typeof(ErrorWire))]
[JsonSerializable(typeof(VersionWire))]
[JsonSerializable(typeof(InfoWire))]
[JsonSerializable(typeof(ImageSummaryWire[]))]
[JsonSerializable(typeof(ImageWire))]
[JsonSerializable(typeof(HistoryWire[]))]
[JsonSerializable(typeof(ContainerSummaryWire[]))]
[JsonSerializable(typeof(ContainerWire))]
[JsonSerializable(typeof(VolumesWire))]
[JsonSerializable(typeof(NetworkWire[]))]
[JsonSerializable(typeof(EventWire))]
[JsonSerializable(typeof(CreatedWire))]
[JsonSerializable(typeof(VolumesWire.Volume))]
[JsonSerializable(typeof(ExecWire))]
[JsonSerializable(typeof(ExecStartWire))]
[JsonSerializable(typeof(ExecEndWire))]
[JsonSerializable(typeof(NewContainerWire))]
[JsonSerializable(typeof(NewVolumeWire))]
[JsonSerializable(typeof(StreamWire))]
[JsonSerializable(typeof(CredentialsWire))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class EngineJson : JsonSerializerContext;
