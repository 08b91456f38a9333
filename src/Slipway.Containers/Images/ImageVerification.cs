using System.Globalization;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Checks what was built against what is asked of an image, without running it.</summary>
/// <param name="engine">Where the image is.</param>
/// <param name="stack">What it belongs to.</param>
/// <param name="options">What is asked beyond what the services say; the defaults unless given.</param>
public sealed class ImageVerification(EngineClient engine, ContainerStack stack, VerifyOptions? options = null)
{
    private readonly VerifyOptions _options = options ?? new VerifyOptions();

    /// <summary>Checks user, health check, size, pinned bases, architecture, labels, and what looks like secrets, all at once.</summary>
    /// <param name="image">What it was built from.</param>
    /// <param name="id">The built image.</param>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <exception cref="ProblemException">The engine has no such image, or cannot be asked.</exception>
    public async Task<Verified> VerifyAsync(Image image, string id, CancellationToken cancellationToken)
    {
        var built = await engine.InspectImageAsync(id, cancellationToken)
            ?? throw new ProblemException(ImageProblems.Vanished(image.Name, id));
        var below = image.FinalBase is null ? null : await engine.InspectImageAsync(image.FinalBase, cancellationToken);
        var content = _options.FilesFolder is { } folder ? await new ImageFiles(engine, folder).ReadAsync(id, cancellationToken) : null;
        var history = await engine.HistoryOfAsync(id, cancellationToken);
        var size = SizeAbove(built, below);
        var budget = image.SizeBudget ?? _options.SizeBudget;
        var user = image.Service.User ?? built.User;
        var failures = new List<string>();
        var tolerated = new List<string>();
        if (RunsAsRoot(user, content?.Users) is { } asRoot)
            ListFor(ImageFlaw.Root).Add(asRoot);
        else if (IsUnknown(user, content?.Users) is { } unknown)
            failures.Add(unknown);
        // Nobody waits for the health of what runs to its end.
        if (!HasHealthCheck(image, built) && !stack.IsForOneShotsOnly(image))
            ListFor(ImageFlaw.NoHealthCheck).Add("it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service");
        if (budget is { } most && size > most)
            failures.Add($"its layers above the base take {size}, more than the {most} of {(image.SizeBudget is null ? "--size-budget" : "x-slipway")}");
        // An image of the stack itself is known by its fingerprint, whatever its tag.
        ListFor(ImageFlaw.UnpinnedBase).AddRange(image.Bases.Where(reference => !ImageReference.Parse(reference).IsPinned && !stack.Builds(reference)).Select(reference => $"base {reference} is not pinned: name a version or a digest"));
        if (await WrongArchitectureAsync(image, built, cancellationToken) is { } architecture)
            failures.Add(architecture);
        failures.AddRange(ImageSecrets.In(built, below, [.. history.Select(step => step.CreatedBy ?? "")], content));
        var change = await ChangeAsync(image, built, cancellationToken);
        var above = image.FinalBase is null ? "" : $" above {image.FinalBase}";
        return new Verified(failures, size, $"user {Shown(user)}, {size}{above}{(budget is { } b ? $" of {b}" : "")}{Changed(change)}")
        {
            ImageId = built.Id,
            Tolerated = tolerated,
            Notes = [.. Notes(built)],
            User = Shown(user),
            Total = built.Size,
            Budget = budget,
            Change = change,
            Layers = [.. history.Where(step => step.Size > 0).Select(step => new ImageLayer(Line.Of(step.CreatedBy ?? ""), new ByteSize(step.Size)))],
        };

        List<string> ListFor(ImageFlaw flaw) => _options.Tolerated.Contains(flaw) ? tolerated : failures;
    }

    // A user is a name or an id, with a group after a colon (OCI image specification, config, User).
    private static string? RunsAsRoot(string user, IReadOnlyDictionary<string, int>? users)
    {
        var name = user.Split(':')[0];
        return name is "" or "root" || IsZero(name) ? "it runs as root: end the Dockerfile with USER and a user other than root"
            : users?.TryGetValue(name, out var number) == true && number == 0 ? $"it runs as root: its user '{name}' has the number 0 in its /etc/passwd"
            : null;
    }

    private static string? IsUnknown(string user, IReadOnlyDictionary<string, int>? users)
    {
        var name = user.Split(':')[0];
        return users is null || users.ContainsKey(name) || int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : $"its user '{name}' is not in its /etc/passwd, so that it would not start: add the user, or name a number";
    }

    private static bool IsZero(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == 0;

    private static string Shown(string user) => user.Length == 0 ? "root" : user;

    private static string Changed(long? change) => change switch
    {
        null => "",
        0 => ", as large as the deployed one",
        > 0 and var more => $", {new ByteSize(more)} more than the deployed one",
        var less => $", {new ByteSize(-less.Value)} less than the deployed one",
    };

    private static bool HasHealthCheck(Image image, ImageDetails built) => image.Service.HealthCheck is { } check
        ? !check.IsDisabled
        : built.HealthCheck is { IsDisabled: false };

    private static ByteSize SizeAbove(ImageDetails built, ImageDetails? below)
    {
        var isBelow = below is not null && built.Layers.Take(below.Layers.Count).SequenceEqual(below.Layers, StringComparer.Ordinal);
        return isBelow ? new ByteSize(Math.Max(0, built.Size.Bytes - below!.Size.Bytes)) : built.Size;
    }

    // Outside a repository there is no version and no source: that fails nothing.
    private static IEnumerable<string> Notes(ImageDetails built)
    {
        var missing = ImageLabels.Expected.Where(label => built.Labels.GetValueOrDefault(label) is null or "").ToList();
        if (missing.Count > 0)
            yield return $"labels that say where it is from are missing: {string.Join(", ", missing.Select(label => label[(label.LastIndexOf('.') + 1)..]))}";
    }

    private async Task<string?> WrongArchitectureAsync(Image image, ImageDetails built, CancellationToken cancellationToken)
    {
        if (built.Architecture.Length == 0)
            return null;
        var wanted = image.Options.Platform is { } platform ? platform.Split('/') is [_, var named, ..] ? named : null : (await engine.VersionAsync(cancellationToken)).Architecture;
        return wanted is null or "" || wanted == built.Architecture
            ? null
            : $"it is for {built.Architecture}, and {(image.Options.Platform is null ? $"the engine's machine is {wanted}" : $"the service says {wanted}")}: use bases of that architecture";
    }

    // The last release is what runs: its containers name its image.
    private async Task<long?> ChangeAsync(Image image, ImageDetails built, CancellationToken cancellationToken)
    {
        var labels = (string[])[$"{ComposeLabels.Project}={stack.Compose.Name}", $"{ComposeLabels.Service}={image.Service.Name}"];
        var deployed = (await engine.ListContainersAsync(labels, cancellationToken: cancellationToken)).Select(container => container.ImageId).FirstOrDefault(other => other.Length > 0);
        return deployed is null ? null
            : deployed == built.Id ? 0
            : await engine.InspectImageAsync(deployed, cancellationToken) is { } before ? built.Size.Bytes - before.Size.Bytes
            : null;
    }
}
