using System.Runtime.ExceptionServices;
using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Building;

/// <summary>Builds by the engine's own <c>/build</c>: with BuildKit where the engine has it, else with its classic builder.</summary>
/// <param name="engine">The engine that builds and that then has the image.</param>
/// <param name="time">Measures how long a build takes; the system's clock unless given.</param>
public sealed class EngineBuilder(EngineClient engine, TimeProvider? time = null) : IImageBuilder
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuildRequest request, Action<BuildProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = _time.GetTimestamp();
        var version = await engine.NegotiatedAsync(cancellationToken);
        IBuildReader reader = version.HasBuildKit ? new BuildKitReader(progress) : new ClassicReader(progress);
        using var context = new ContextContent(request.WriteContext);
        var call = new EngineRequest(HttpMethod.Post, $"/build{QueryOf(request, version.HasBuildKit)}", $"build image '{request.Name}'")
        {
            Content = context,
            // The engine answers when it has something to tell, which a large context delays at will.
            AnswerTimeout = Timeout.InfiniteTimeSpan,
        };

        try
        {
            await using var answer = await engine.SendAsync(call, mayBeMissing: false, cancellationToken);
            await foreach (var line in answer.ReadLinesAsync(EngineJson.Default.StreamWire, Timeout.InfiniteTimeSpan, cancellationToken))
            {
                reader.Read(line);
                if (line.Failure is { } failure)
                    throw BuildProblems.Failed(request, reader.Fail(failure));
            }
        }
        catch (Exception e) when (e is ProblemException or HttpRequestException && context.ReadFailure is not null)
        {
            ExceptionDispatchInfo.Throw(context.ReadFailure);
        }

        var id = reader.ImageId ?? throw BuildProblems.NoImage(request);
        // The classic builder of old engines tells the first twelve characters only.
        if (!id.StartsWith("sha256:", StringComparison.Ordinal))
            id = (await engine.InspectImageAsync(id, cancellationToken))?.Id ?? throw BuildProblems.NoImage(request);
        return new BuiltImage(id, _time.GetElapsedTime(started), reader.Steps, reader.CachedSteps);
    }

    private static Query QueryOf(ImageBuildRequest request, bool buildKit)
    {
        var query = new Query().Add("version", buildKit ? "2" : null);
        foreach (var tag in request.Tags)
            query.Add("t", tag);
        query.Add("dockerfile", request.DockerfileName)
            .Add("target", request.Target)
            .Add("buildargs", request.BuildArguments)
            .Add("labels", request.Labels)
            .Add("platform", request.Platform)
            .Add("nocache", request.NoCache)
            .Add("pull", request.Pull)
            .Add("networkmode", request.NetworkMode)
            .Add("cgroupparent", request.ControlGroup)
            .Add("extrahosts", request.ExtraHosts.Count == 0 ? null : string.Join(',', request.ExtraHosts))
            .Add("cachefrom", request.CacheFrom.Count == 0 ? null : JsonSerializer.Serialize(request.CacheFrom, EngineJson.Default.IReadOnlyListString));
        // The classic builder leaves the container of a failed step behind unless told not to.
        return buildKit ? query : query.Add("rm", value: true).Add("forcerm", value: true);
    }
}
