namespace Slipway.Containers.Engine;

/// <summary>Something that happened on an engine.</summary>
/// <param name="Type">What it happened to: <c>container</c>, <c>image</c>, <c>network</c>…</param>
/// <param name="Action">What happened: <c>start</c>, <c>die</c>, <c>health_status: healthy</c>…</param>
/// <param name="ActorId">The id of what it happened to.</param>
/// <param name="Attributes">More about it; for containers their name, labels and exit code.</param>
/// <param name="Time">When.</param>
public sealed record EngineEvent(
    string Type,
    string Action,
    string ActorId,
    IReadOnlyDictionary<string, string> Attributes,
    DateTimeOffset Time);
