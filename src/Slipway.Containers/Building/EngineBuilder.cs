using System.Runtime.ExceptionServices;
using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Building;

/// <summary>
/// Builds in the engine: small contexts by its <c>/build</c>, which is quickest; what needs secrets, logins or large contexts
/// by speaking to its BuildKit; with the classic builder where the engine has no BuildKit.
/// </summary>
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
        if (BuildNeeds.Session(request))
            return await SolveAsync(request, progress, cancellationToken);
        if (version.HasBuildKit && request.Folder is { } folder && (request.ControlGroup is not null || BuildNeeds.IsLarge(folder, cancellationToken)))
        {
            try
            {
                return await SolveAsync(request, progress, cancellationToken);
            }
            catch (ProblemException e) when (e.Problems is [{ Code: BuildProblems.NoBuildKitCode }])
            {
                // What stands before some engines lets no sessions through. Such a build can do without one.
            }
        }

        try
        {
            return await SendAsync(request, version, started, progress, cancellationToken);
        }
        catch (ProblemException e) when (request.Logins is not null && request.Folder is not null && NeedsLogin(e))
        {
            // A base that the engine does not have, at a registry that asks who we are. Nothing was built so far.
            return await SolveAsync(request, progress, cancellationToken);
        }
    }

    private Task<BuiltImage> SolveAsync(ImageBuildRequest request, Action<BuildProgress>? progress, CancellationToken cancellationToken) =>
        new SolveBuilder(engine, _time).BuildAsync(request, progress, cancellationToken);

    private static bool NeedsLogin(ProblemException e) =>
        e.Problems.Any(problem => problem.Facts?.Any(fact => fact.Contains("no active session", StringComparison.Ordinal)) == true);

    private async Task<BuiltImage> SendAsync(ImageBuildRequest request, EngineVersion version, long started, Action<BuildProgress>? progress, CancellationToken cancellationToken)
    {
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
                    throw BuildProblems.Failed(request, reader.Fail(failure) with { IsOfOldFrontEnd = BuildNeeds.IsOldFrontEnd(version) });
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
