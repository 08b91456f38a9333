namespace Slipway.Containers.Deploying;

/// <summary>What can go wrong with deployments beyond what compose and the gate tell.</summary>
internal static class DeployingProblems
{
    public static Problem UpTookTooLong(string stack, TimeSpan patience) => new(
        "SW0521",
        $"compose did not start '{stack}' within {patience.TotalSeconds:0} s",
        ["its services are healthy, so it waited for something else"],
        "see what it says: ./build.sh ComposeUp --verbosity verbose");
}
