using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

/// <summary>What the engine says about what it makes and runs, read without reflection.</summary>
[JsonSerializable(typeof(CreatedWire))]
[JsonSerializable(typeof(ExecStateWire))]
[JsonSerializable(typeof(WaitWire))]
[JsonSerializable(typeof(StatsWire))]
[JsonSerializable(typeof(VolumesWire.Volume))]
internal sealed partial class RunningJson : JsonSerializerContext;
