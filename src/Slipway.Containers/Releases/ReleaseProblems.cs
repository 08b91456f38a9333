using System.Globalization;
using Slipway.Containers.Deploying;

namespace Slipway.Containers.Releases;

/// <summary>What can be in the way of a release.</summary>
internal static class ReleaseProblems
{
    public static Problem NoSuch(string project, int number, IReadOnlyList<Release> there) => new(
        "SW0447",
        $"project '{project}' has no release {number.ToString(CultureInfo.InvariantCulture)}",
        [there.Count == 0 ? "there is none at all" : $"there are: {string.Join(", ", there.Select(release => release.Number.ToString(CultureInfo.InvariantCulture)))}"],
        there.Count == 0 ? "deploy it first: every healthy deployment is a release" : $"--to {there[0].Number.ToString(CultureInfo.InvariantCulture)}",
        ExitCodes.BuildIsWrong);

    public static Problem NoEarlier(string project, IReadOnlyList<Release> there) => new(
        "SW0450",
        there.Count == 0 ? $"project '{project}' has no release to go back to" : $"release {there[0].Number.ToString(CultureInfo.InvariantCulture)} of project '{project}' has no other before it",
        null,
        "deploy it: every healthy deployment is a release");

    public static Problem ImagesGone(Release release, IEnumerable<KeyValuePair<string, string>> gone) => new(
        "SW0448",
        $"images of release {release.Number.ToString(CultureInfo.InvariantCulture)} are gone from the engine",
        [.. gone.Select(pair => $"{pair.Key}: {pair.Value}")],
        $"check out what was deployed then{(release.Commit is { } commit ? $" (git checkout {commit})" : "")}, and deploy that");

    public static Problem VariablesMissing(Release release, IReadOnlyList<string> names, string file) => new(
        "SW0449",
        $"release {release.Number.ToString(CultureInfo.InvariantCulture)} of {DeployingProblems.When(release)} needs variables that have no value now: {string.Join(", ", names)}",
        ["values are kept nowhere, only names"],
        $"give them values in {file} or in the environment",
        ExitCodes.BuildIsWrong);
}
