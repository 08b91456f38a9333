using Slipway.Containers.Compose;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>What can go wrong with images.</summary>
internal static class ImageProblems
{
    public static Problem BaseUnavailable(string reference, string pull, string? recipe) => new(
        "SW0431",
        $"base image '{reference}' cannot be had: it is not on the engine, cannot be pulled, and {(recipe is null ? "has no offline recipe" : "its offline recipe failed")}",
        recipe is null ? [pull] : [pull, recipe],
        recipe is null ? "check its name and the network, or add a recipe to stacks/bases/recipes" : "see the log for what the recipe said");

    public static Problem NoSecret(Image image, ComposeFileUse use, string reason) => new(
        "SW0265",
        $"image '{image.Name}' is built with secret '{use.Source}', which cannot be read",
        [use.Place.ToString(), $"reason: {reason}"],
        $"set what the secret '{use.Source}' of the compose file names",
        ExitCodes.BuildIsWrong);

    public static Problem NoAgent(Image image, string id, string reason) => new(
        "SW0264",
        $"image '{image.Name}' is built with the SSH agent '{id}', which is not there",
        [image.Build.Place.ToString(), $"reason: {reason}"],
        "start one (eval $(ssh-agent)) and give it the key (ssh-add FILE), then repeat",
        ExitCodes.BuildIsWrong);

    public static Problem Vanished(string image, string id) => new(
        "SW0432",
        $"image '{image}' is no longer on the engine",
        [$"it was built as {id}"],
        "build it again: ./build.sh BuildImages");

    public static Problem OtherArrived(string reference, string id, string other) => new(
        "SW0820",
        $"'{reference}' is not the image that was to be pushed",
        [$"scanned: {id}", $"pushed:  {other}"],
        "see who else pushes to this name, then push again");

    public static Problem NotThere(string reference, string digest) => new(
        "SW0821",
        $"'{reference}' is not in the registry although its push succeeded",
        [$"digest:  {digest}"],
        "push again; if that does not help, see what the registry does with tags");

    public static Problem PushTooSlow(string reference, TimeSpan patience, string last) => new(
        "SW0822",
        $"the push of '{reference}' did not end within {patience.TotalMinutes:0.##} min",
        last.Length == 0 ? [] : [$"last:    {last}"],
        "give it more time with --push-timeout, or see what is wrong with the registry");

    public static Problem NoGit(string word) => new(
        "SW0824",
        $"--tag {word} needs a git repository, and there is none",
        null,
        "name the tag itself: --tag 1.4.2",
        ExitCodes.BuildIsWrong);

    public static Problem NoTag(string word, IReadOnlyList<string> near) => new(
        "SW0825",
        $"'{word}' is no tag of an image",
        null,
        near.Count > 0 ? $"--tag {near[0]}" : "letters, digits, _ . and -, at most 128, the first a letter, a digit or _",
        ExitCodes.BuildIsWrong);

    public static Problem NoVersion(string word) => new(
        "SW0826",
        $"'{word}' is no semantic version",
        null,
        "--tag semver:1.4.2",
        ExitCodes.BuildIsWrong);

    public static Problem NoVersionTag(string description) => new(
        "SW0827",
        "--tag git:version needs a commit that is tagged with a version, and nothing changed since",
        [$"git describe: {(description.Length == 0 ? "nothing" : description)}"],
        "tag the commit (git tag v1.4.2), or name the tag itself: --tag semver:1.4.2",
        ExitCodes.BuildIsWrong);

    public static Problem ExportUnreadable(string id, string reason) => new(
        "SW0524",
        $"the archive that the engine gives for image {id} cannot be read",
        [$"reason:  {reason}"],
        "repeat; if that does not help, see whether docker save works for this image");

    public static Problem Killed(string image, KilledBuild killed, IReadOnlyList<string> facts) => new(
        "SW0525",
        $"{image} was killed for memory{killed.AtWords} in step '{killed.Step}', alone too",
        facts,
        "give the machine or the engine more memory, or make the step need less (fewer jobs at a time)");

    public static Problem ChangedWhileRead(string image, string what) => new(
        "SW0522",
        $"the files of image '{image}' changed while they were read, again and again",
        [what],
        "wait until nothing writes there any more, then build again");
}
