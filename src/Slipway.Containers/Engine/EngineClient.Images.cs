using System.Globalization;
using System.Text.Json;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>Images that have a name or a label, intermediate layers left out.</summary>
    /// <param name="labels">Only images with all of these: <c>name</c> or <c>name=value</c>. All images unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<ImageSummary>> ListImagesAsync(IReadOnlyList<string>? labels = null, CancellationToken cancellationToken = default)
    {
        var query = new Query().Filter(("label", labels ?? []));
        var images = await GetAsync(new EngineRequest(HttpMethod.Get, $"/images/json{query}", "list images"), EngineJson.Default.ImageSummaryWireArray, cancellationToken);
        return
        [
            .. images.Select(image => new ImageSummary(
                image.Id,
                Named(image.RepoTags),
                Named(image.RepoDigests),
                image.Labels ?? [],
                new ByteSize(image.Size),
                DateTimeOffset.FromUnixTimeSeconds(image.Created))),
        ];
    }

    /// <summary>Everything about one image.</summary>
    /// <param name="image">A reference or an id.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The image, or <see langword="null"/> when the engine has none called so.</returns>
    public async Task<ImageDetails?> InspectImageAsync(string image, CancellationToken cancellationToken = default)
    {
        var wire = await FindAsync($"/images/{ImageName.InPath(image)}/json", $"inspect image '{image}'", EngineJson.Default.ImageWire, cancellationToken);
        if (wire is null)
            return null;
        var config = wire.Config ?? new ImageWire.ImageConfig();
        return new ImageDetails(wire.Id)
        {
            Tags = Named(wire.RepoTags),
            Digests = Named(wire.RepoDigests),
            Size = new ByteSize(wire.Size),
            Layers = wire.RootFS?.Layers ?? [],
            Created = DateTimeOffset.TryParse(wire.Created, CultureInfo.InvariantCulture, out var created) ? created : null,
            Architecture = wire.Architecture ?? "",
            OperatingSystem = wire.Os ?? "",
            User = config.User ?? "",
            Environment = config.Env ?? [],
            Labels = config.Labels ?? [],
            EntryPoint = config.Entrypoint ?? [],
            Command = config.Cmd ?? [],
            ExposedPorts = [.. config.ExposedPorts?.Keys ?? Enumerable.Empty<string>()],
            HealthCheck = HealthCheckOf(config.Healthcheck),
        };
    }

    /// <summary>Gives an image a name, taking it from the image that had it.</summary>
    /// <param name="image">A reference or an id.</param>
    /// <param name="reference">The new name; its tag is <c>latest</c> unless written.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task TagAsync(string image, string reference, CancellationToken cancellationToken = default)
    {
        var (name, tag) = ImageName.Split(reference);
        var query = new Query().Add("repo", name).Add("tag", tag);
        await DoAsync(
            new EngineRequest(HttpMethod.Post, $"/images/{ImageName.InPath(image)}/tag{query}", $"name image '{image}' '{reference}'"), mayBeMissing: false, cancellationToken);
    }

    /// <summary>Takes a name from an image; with its last name the image goes.</summary>
    /// <param name="image">A reference or an id.</param>
    /// <param name="force">Whether several names, or stopped containers, are no hindrance.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such an image.</returns>
    public Task<bool> RemoveImageAsync(string image, bool force = false, CancellationToken cancellationToken = default) => DoAsync(
        new EngineRequest(HttpMethod.Delete, $"/images/{ImageName.InPath(image)}{new Query().Add("force", force)}", $"remove image '{image}'"), mayBeMissing: true, cancellationToken);

    /// <summary>Fetches an image from its registry.</summary>
    /// <param name="reference">The image; its tag is <c>latest</c> unless written.</param>
    /// <param name="progress">Called for each piece of news.</param>
    /// <param name="credentials">Who we are; nobody unless given.</param>
    /// <param name="platform">Such as <c>linux/arm64</c>; the engine's own unless given.</param>
    /// <param name="cancellationToken">Stops the pull; what has arrived stays with the engine.</param>
    /// <exception cref="ProblemException">It cannot be had; the registry's words are among the facts.</exception>
    public async Task PullAsync(
        string reference,
        Action<TransferProgress>? progress = null,
        RegistryCredentials? credentials = null,
        string? platform = null,
        CancellationToken cancellationToken = default)
    {
        var (name, tag) = ImageName.Split(reference);
        var query = new Query().Add("fromImage", name).Add("tag", tag).Add("platform", platform);
        var request = new EngineRequest(HttpMethod.Post, $"/images/create{query}", $"pull image '{reference}'")
        {
            Headers = credentials is null ? null : Authorization(reference, credentials),
            AnswerTimeout = IdleTimeout,
        };
        await TransferAsync(request, message => EngineProblems.NotPulled(reference, message), progress, cancellationToken);
    }

    /// <summary>Sends an image to its registry.</summary>
    /// <param name="reference">The image, by the name that it has there.</param>
    /// <param name="credentials">Who we are; nobody unless given.</param>
    /// <param name="progress">Called for each piece of news.</param>
    /// <param name="cancellationToken">Stops the push.</param>
    /// <returns>The digest that the registry knows the image by, <c>sha256:…</c>.</returns>
    /// <exception cref="ProblemException">It did not arrive; the registry's words are among the facts.</exception>
    public async Task<string> PushAsync(
        string reference,
        RegistryCredentials? credentials = null,
        Action<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var (name, tag) = ImageName.Split(reference);
        var request = new EngineRequest(HttpMethod.Post, $"/images/{ImageName.InPath(name)}/push{new Query().Add("tag", tag)}", $"push image '{reference}'")
        {
            // Engines refuse a push without the header, even where the registry asks for nothing.
            Headers = Authorization(reference, credentials),
            AnswerTimeout = IdleTimeout,
        };
        var digest = await TransferAsync(request, message => EngineProblems.NotPushed(reference, message), progress, cancellationToken);
        return digest
            ?? (await InspectImageAsync(reference, cancellationToken))?.Digests
                .FirstOrDefault(d => d.StartsWith(name + "@", StringComparison.Ordinal))?[(name.Length + 1)..]
            ?? throw EngineProblems.NotPushed(reference, "the push ended without a digest");
    }

    private static string[] Named(string[]? references) =>
        references is null ? [] : [.. references.Where(r => !r.StartsWith("<none>", StringComparison.Ordinal))];

    private static HealthCheckSetting? HealthCheckOf(ImageWire.HealthCheck? wire) => wire is { Test.Length: > 0 } check
        ? new HealthCheckSetting(check.Test, Nanoseconds(check.Interval), Nanoseconds(check.Timeout), Nanoseconds(check.StartPeriod), check.Retries)
        : null;

    private static TimeSpan Nanoseconds(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / 100);

    private static Dictionary<string, string> Authorization(string reference, RegistryCredentials? credentials)
    {
        var wire = credentials is null
            ? new CredentialsWire()
            : credentials.IsToken ? new CredentialsWire { IdentityToken = credentials.Password.Reveal(), ServerAddress = ImageName.RegistryOf(reference) }
            : new CredentialsWire { Username = credentials.Username, Password = credentials.Password.Reveal(), ServerAddress = ImageName.RegistryOf(reference) };
        var json = JsonSerializer.SerializeToUtf8Bytes(wire, EngineJson.Default.CredentialsWire);
        // The header's value is base64 in the alphabet of addresses, with padding.
        var value = Convert.ToBase64String(json).Replace('+', '-').Replace('/', '_');
        return new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Registry-Auth"] = value };
    }

    private async Task<string?> TransferAsync(
        EngineRequest request, Func<string, ProblemException> problem, Action<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var version = ApiVersions.Common((await NegotiatedAsync(cancellationToken)).Api);
        await using var answer = await SendRawAsync(request with { Path = $"/v{version}{request.Path}" }, cancellationToken);
        if ((int)answer.Status >= 300)
            throw problem(await MessageAsync(answer, cancellationToken));
        string? digest = null;
        await foreach (var line in answer.ReadLinesAsync(EngineJson.Default.StreamWire, IdleTimeout, cancellationToken))
        {
            if (line.Failure is { } failure)
                throw problem(failure);
            if (line.Aux is { ValueKind: JsonValueKind.Object } aux && aux.TryGetProperty("Digest", out var value))
                digest = value.GetString();
            else if (line.Status is { } status)
                progress?.Invoke(new TransferProgress(status, line.Id ?? "", new ByteSize(line.ProgressDetail?.Current ?? 0), new ByteSize(line.ProgressDetail?.Total ?? 0)));
        }

        return digest;
    }
}
