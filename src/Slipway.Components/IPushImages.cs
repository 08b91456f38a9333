using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Components;

/// <summary>Publishes what was built, verified and scanned. Nothing is published before all of it is.</summary>
public interface IPushImages : IScanImages, IVerifyImages
{
    /// <summary>The registry and, after a slash, the path that images are pushed below. Nothing is pushed unless set.</summary>
    [Parameter("Where images are pushed: a registry and, after a slash, a path.")]
    string? Registry => Get<string?>();

    /// <summary>The user name there. Nobody unless set.</summary>
    [Parameter("The user name at the registry.")]
    string? RegistryUser => Get<string?>();

    /// <summary>The password of <see cref="RegistryUser"/>.</summary>
    [Parameter("The password at the registry.")]
    Secret? RegistryPassword => Get<Secret?>();

    /// <summary>Each image, after its own scan and everybody's.</summary>
    Target<Image, Pushed> PushImages => _ => _
        .Alias("Push")
        .Description("Pushes the images to --registry, once all of them are verified and scanned.")
        .ForEach(ScanImages)
        .DependsOn(ScanImages)
        .DependsOn(VerifyImages)
        .OnlyWhen(Publish, otherwise: "no --registry is given")
        .Executes(async (image, run) =>
        {
            // What was scanned is what is pushed: the tag is given to the scanned id, whatever a tag means by now.
            var id = run.TryResultOf(ScanImages, image, out var scan) ? scan.ImageId : run.ResultOf(BuildImages, image).Id;
            var reference = $"{Registry!.TrimEnd('/')}/{image.Reference}";
            await Engine.TagAsync(id, reference, run.CancellationToken);
            var credentials = RegistryUser is { } user && RegistryPassword is { } password ? new RegistryCredentials(user, password) : null;
            var digest = await Engine.PushAsync(reference, credentials, cancellationToken: run.CancellationToken);
            var pushed = new Pushed(reference, digest, id);
            await RecordAsync(Path.Combine(Stack.Name, image.Name), pushed, run.CancellationToken);
            run.Log($"{reference}@{digest}");
            run.Summarize(digest);
            return pushed;
        });

    // Asked while planning: half of the credentials is found out before anything is built.
    private bool Publish() => Registry is not null
        && ((RegistryUser is null) == (RegistryPassword is null) ? true : throw new ProblemException(ComponentProblems.HalfCredentials(RegistryUser is not null)));

    private async Task RecordAsync(string image, Pushed pushed, CancellationToken cancellationToken)
    {
        var path = Path.Combine(TempFolder, "reports", "push", image + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        await using (var file = File.Create(temporary))
        await using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("reference", pushed.Reference);
            json.WriteString("digest", pushed.Digest);
            json.WriteString("imageId", pushed.ImageId);
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
