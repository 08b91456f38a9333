using System.Text.Json.Serialization;

namespace Slipway.GitHub.Payloads;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(StatusPayload))]
[JsonSerializable(typeof(DeploymentPayload))]
[JsonSerializable(typeof(DeploymentAnswer))]
[JsonSerializable(typeof(List<DeploymentAnswer>))]
[JsonSerializable(typeof(DeploymentStatusPayload))]
[JsonSerializable(typeof(SarifPayload))]
[JsonSerializable(typeof(SarifAnswer))]
[JsonSerializable(typeof(SarifStatus))]
[JsonSerializable(typeof(ReleasePayload))]
[JsonSerializable(typeof(ReleaseAnswer))]
[JsonSerializable(typeof(List<ReleaseAnswer>))]
[JsonSerializable(typeof(List<AssetAnswer>))]
[JsonSerializable(typeof(CommentPayload))]
[JsonSerializable(typeof(CommentAnswer))]
[JsonSerializable(typeof(List<CommentAnswer>))]
internal sealed partial class GitHubJson : JsonSerializerContext;
