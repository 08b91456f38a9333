using Slipway.Containers;
using Slipway.Containers.Engine;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;
using Slipway.Reports;

namespace Slipway.Components;

/// <summary>Publishes what was built, verified and scanned. Nothing is published before all of it is.</summary>
public interface IPushImages : ISbom, IVerifyImages
{
    /// <summary>The registries and, after a slash, the path that images are pushed below. Nothing is pushed unless set.</summary>
    [Parameter("Where images are pushed: a registry and, after a slash, a path; several with commas.", Name = "Registry")]
    string[] Registries => Get<string[]>([]);

    /// <summary>The tags that images are pushed with; see <see cref="ImageTags"/>. The compose file's own unless set.</summary>
    [Parameter("The tag that images are pushed with, in place of their own: a tag, git:describe, git:commit, git:version or semver:X.Y.Z; several with commas.", Name = "Tag")]
    string[] Tags => Get<string[]>([]);

    /// <summary>Whether each image is pushed as soon as it is verified and scanned itself. False unless set.</summary>
    [Parameter("Push each image as soon as it is verified and scanned, without waiting for the others.")]
    bool PushEarly => Get(false);

    /// <summary>How long the push of one image may take. Half an hour unless set.</summary>
    [Parameter("How long the push of one image may take, such as 90s or 30m.")]
    TimeSpan PushTimeout => Get(TimeSpan.FromMinutes(30));

    /// <summary>How long nothing may come from a registry. Two minutes unless set.</summary>
    [Parameter("How long nothing may come from a registry during a push, such as 90s or 5m.")]
    TimeSpan PushIdleTimeout => Get(TimeSpan.FromMinutes(2));

    /// <summary>Each image, after its own scan and everybody's.</summary>
    Target<Image, Pushed> PushImages => _ => Barrier(_
        .Alias("Push")
        .Description("Pushes the images to --registry, once all of them are verified and scanned.")
        .ForEach(ScanImages)
        .OnlyWhen(Publish, otherwise: "no --registry is given")
        .Executes(async (image, run) =>
        {
            var built = run.ResultOf(BuildImages, image);
            // Without the barrier nobody else has verified it.
            if (PushEarly)
                await VerifyAsync(image, run);
            // What was scanned is what is pushed: the scanned id, under whatever name.
            var id = run.TryResultOf(ScanImages, image, out var scan) ? scan.ImageId : built.Id;
            await RefuseMovedAsync(image, id, run.CancellationToken);
            var account = await OpenAccountAsync(run);
            var references = new List<PushedReference>();
            foreach (var reference in account.ReferencesOf(image))
                references.Add(await PushAsync(id, reference, account, run));
            var pushed = new Pushed(references[0].Reference, references[0].Digest, id) { References = references, Fingerprint = built.Fingerprint, Bases = built.Bases, Git = account.Git };
            await PushRecord.WriteAsync(Path.Combine(PushFolder, Stack.Name, image.Name + ".json"), pushed, run.Time.GetUtcNow(), run.CancellationToken);
            run.Report(new ReportTable("Pushed", [new("Image"), new("Reference", ReportColumnKind.Code), new("Digest", ReportColumnKind.Code)], [.. references.Select(reference => (IReadOnlyList<string>)[image.Name, reference.Reference, reference.Digest])]));
            // An output is named with letters, digits, dashes and underscores.
            run.Output("digest-" + string.Concat(image.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')), pushed.Digest);
            run.Summarize(references.TrueForAll(reference => !reference.Sent) ? $"{pushed.Digest}, there already" : pushed.Digest);
            return pushed;
        }));

    private string PushFolder => Path.Combine(TempFolder, "reports", "push");

    private TargetDefinition<Image, Pushed> Barrier(TargetDefinition<Image, Pushed> definition) =>
        PushEarly ? definition : definition.DependsOn(ScanImages).DependsOn(VerifyImages);

    // Asked while planning: half of the credentials, and what is no tag, is found out before anything is built.
    private bool Publish()
    {
        if (Registries.Length == 0)
            return false;
        if ((RegistryUser is null) != (RegistryPassword is null))
            throw new ProblemException(ComponentProblems.HalfCredentials(RegistryUser is not null));
        ImageTags.Check(Tags);
        foreach (var registry in Registries)
        {
            if (!ImageReference.TryParse(registry.TrimEnd('/') + "/x", out _))
                throw new ProblemException(ComponentProblems.NoRegistry(registry));
        }

        return true;
    }

    private async Task RefuseMovedAsync(Image image, string id, CancellationToken cancellationToken)
    {
        if (await Engine.InspectImageAsync(image.Reference, cancellationToken) is { } now && now.Id != id)
            throw new ProblemException(ComponentProblems.TagMoved(image.Reference, id, now.Id));
    }

    // One for the run; the first image makes it.
    private Task<PushAccount> OpenAccountAsync(RunContext run) => Once(async () =>
    {
        var git = await GitFacts.OfAsync(Stack.Folder, run.Processes, run.CancellationToken);
        var tags = ImageTags.Of(Tags, git);
        return new PushAccount(Path.Combine(PushFolder, Stack.Name + ".json"), Stack.Name, git, [.. Stack.Images.Select(image => (image, ReferencesOf(image, tags)))]);
    });

    private IReadOnlyList<string> ReferencesOf(Image image, IReadOnlyList<string> tags)
    {
        var own = ImageReference.Parse(image.Reference);
        return
        [
            .. Registries.SelectMany(registry => (tags.Count == 0 ? [own.Tag ?? "latest"] : tags).Select(tag => $"{registry.TrimEnd('/')}/{own.PathBelow}:{tag}")),
        ];
    }

    private async Task<PushedReference> PushAsync(string id, string reference, PushAccount account, RunContext run)
    {
        try
        {
            var (registry, credentials) = await NamedRegistries.OpenAsync(ImageReference.Parse(reference).Registry, run.CancellationToken);
            using var engine = new EngineClient(Engine.Endpoint, new EngineClientOptions { IdleTimeout = PushIdleTimeout, Time = run.Time });
            var options = new PushOptions { TotalTimeout = PushTimeout };
            var pushed = await new ImagePush(engine, registry, credentials, options, run.Time).PushAsync(id, reference, run.Log, run.CancellationToken);
            account.Arrived(pushed);
            run.Log($"{reference}@{pushed.Digest}{(pushed.Sent ? "" : "  there already")}");
            return pushed;
        }
        catch (ProblemException e)
        {
            throw account.Failed(reference, e);
        }
    }
}
