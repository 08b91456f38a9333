namespace Slipway.GitHub.Payloads;

internal sealed record AssetAnswer(long Id, string Name, string State);
