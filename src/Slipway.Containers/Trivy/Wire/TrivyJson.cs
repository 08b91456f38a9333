using System.Text.Json.Serialization;

namespace Slipway.Containers.Trivy.Wire;

/// <summary>Trivy's JSON, read without reflection.</summary>
[JsonSerializable(typeof(ReportWire))]
[JsonSerializable(typeof(DatabaseWire))]
internal sealed partial class TrivyJson : JsonSerializerContext;
