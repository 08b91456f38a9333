using System.Text.Json.Serialization;

namespace Slipway.Containers.Swarm.Wire;

/// <summary>What managers of a swarm say, read without reflection.</summary>
[JsonSerializable(typeof(SwarmInfoWire))]
[JsonSerializable(typeof(SwarmServiceWire[]))]
[JsonSerializable(typeof(SwarmTaskWire[]))]
[JsonSerializable(typeof(SwarmObjectWire[]))]
[JsonSerializable(typeof(SwarmNodeWire[]))]
internal sealed partial class SwarmJson : JsonSerializerContext;
