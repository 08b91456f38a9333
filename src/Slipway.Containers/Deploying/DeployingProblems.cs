namespace Slipway.Containers.Deploying;

/// <summary>What can go wrong with deployments beyond what compose and the gate tell.</summary>
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
}
