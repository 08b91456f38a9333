using System.Globalization;
using Slipway.Containers.Compose;
using Slipway.Containers.Releases;

namespace Slipway.Containers.Deploying;

/// <summary>What can go wrong with a deployment beyond what compose and the gate tell.</summary>
internal static class DeployingProblems
{
    public static Problem NoTests(string stack, string file) => new(
        "SW0913",
        $"stack '{stack}' has no service that tests it",
        [file],
        "give the service that does profiles: [test]",
        ExitCodes.BuildIsWrong);

    public static Problem UpTookTooLong(string stack, TimeSpan patience) => new(
        "SW0521",
        $"compose did not start '{stack}' within {patience.TotalSeconds:0} s",
        ["its services are healthy, so it waited for something else"],
        "see what it says: ./build.sh ComposeUp --verbosity verbose");

    public static Problem NoImage(ComposeService service, string reference, string? id) => new(
        "SW0451",
        id is null ? $"image '{reference}' of service '{service.Name}' is not on the engine" : $"the image of service '{service.Name}' that this run verified is gone from the engine",
        [service.Place.ToString(), .. id is null ? Array.Empty<string>() : [$"image: {reference}, {id}"]],
        service.Build is null ? "./build.sh Restore, which pulls it" : "./build.sh BuildImages, which builds it");

    public static Problem Scale(string text, string why, string tip) => new("SW0454", $"'{text}' of --scale {why}", null, tip, ExitCodes.BuildIsWrong);

    public static Problem Held(string project, string holder, string container) => new(
        "SW0442",
        $"another deployment of '{project}' is under way: {holder}",
        [$"lock: container '{container}' on the engine"],
        $"wait for it, or add --lock-timeout 10m; where that deployment is gone for good: docker rm -f {container}",
        ExitCodes.Locked);

    public static Problem BackedUpBefore(string backup) => new(
        "SW0443",
        $"the data as it was before the migration is in backup '{backup}'",
        null,
        $"to have it again: ./build.sh Stop, then ./build.sh RestoreVolumes --backup {backup}");

    public static Problem BroughtBack(Release release, string summary) => new(
        "SW0445",
        $"release {release.Number} of {When(release)} was put back: {summary}",
        null,
        "mend what failed, then deploy again");

    public static Problem NotBroughtBack(Release release) => new(
        "SW0446",
        $"release {release.Number} of {When(release)} could not be put back either; what is wrong with it:",
        null,
        $"see what runs (./build.sh Status), mend it, then ./build.sh Rollback --to {release.Number.ToString(CultureInfo.InvariantCulture)}");

    public static string When(Release release) => release.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
