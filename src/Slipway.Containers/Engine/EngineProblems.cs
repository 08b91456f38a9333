using System.Net;

namespace Slipway.Containers.Engine;

/// <summary>What can go wrong between us and the engine, as people read it.</summary>
internal static class EngineProblems
{
    public static ProblemException NoAnswer(EngineEndpoint endpoint, string reason) => new(new Problem(
        "SW0401",
        $"no Docker engine answers at {endpoint.Address}",
        [$"address: from {endpoint.Origin}", $"socket:  {reason}"],
        "add --install-engine to have Slipway install and start one, or start your engine",
        ExitCodes.ToolIsMissing));

    public static ProblemException Forbidden(EngineEndpoint endpoint, string reason) => new(new Problem(
        "SW0402",
        $"this user may not speak to the Docker engine at {endpoint.Address}",
        [$"address: from {endpoint.Origin}", $"socket:  {reason}"],
        "add the user to the group that owns the socket (mostly 'docker') and log in again, or run as root",
        ExitCodes.ToolIsMissing));

    public static ProblemException ConnectionLost(EngineEndpoint endpoint, string doing, string reason) => new(new Problem(
        "SW0403",
        $"the connection to the Docker engine was lost while asking it to {doing}",
        [$"engine:  {endpoint.Address}", $"reason:  {reason}"],
        "see whether the engine still runs (journalctl -u docker), then repeat: nothing half done was recorded"));

    public static ProblemException Refused(string doing, HttpStatusCode status, string message) => new(new Problem(
        "SW0404",
        $"the Docker engine could not {doing}",
        [$"engine:  {message} (HTTP {(int)status})"],
        status switch
        {
            _ when message.Contains("invalid reference format", StringComparison.Ordinal) => "write the image's name in lower case letters, digits and single . _ - between them",
            HttpStatusCode.NotFound => "check the name: the engine knows nothing called so",
            HttpStatusCode.Conflict => "stop or remove what still uses it, then repeat",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "check the user name and password",
            HttpStatusCode.BadRequest => "correct what the engine complains about, then repeat",
            _ => "look for the cause in the engine's log (journalctl -u docker), then repeat",
        }));

    public static ProblemException Silent(EngineEndpoint endpoint, string doing, TimeSpan patience) => new(new Problem(
        "SW0405",
        $"the Docker engine said nothing for {patience.TotalSeconds:0.#} s when asked to {doing}",
        [$"engine:  {endpoint.Address}"],
        "see whether the engine hangs (docker info), restart it if so, then repeat"));

    public static ProblemException AddressMalformed(string address, string origin) => new(new Problem(
        "SW0406",
        $"'{address}' is no address of a Docker engine",
        [$"address: from {origin}"],
        "write unix:///path/to/docker.sock, tcp://host:port or ssh://user@host",
        ExitCodes.BuildIsWrong));

    public static ProblemException ContextMissing(string name, string origin, string file) => new(new Problem(
        "SW0408",
        $"the Docker context '{name}' names no engine",
        [$"context: from {origin}", $"wanted:  an endpoint 'docker' in {file}"],
        "docker context ls, then docker context use one of them",
        ExitCodes.BuildIsWrong));

    public static ProblemException ConfigUnreadable(string file, Exception reason) => new(new Problem(
        "SW0409",
        $"'{file}' is not the JSON that Docker writes",
        [$"reason:  {reason.Message}"],
        "correct the file, or remove it",
        ExitCodes.BuildIsWrong));

    public static ProblemException TooOld(EngineEndpoint endpoint, EngineVersion version) => new(new Problem(
        "SW0410",
        $"the Docker engine at {endpoint.Address} is too old: its API is {version.Api}, {ApiVersions.Oldest} is needed",
        [$"engine:  {version.Engine ?? "of unknown version"}"],
        "install Docker Engine 20.10 or newer",
        ExitCodes.ToolIsMissing));

    public static ProblemException NotUnderstood(EngineEndpoint endpoint, string doing, Exception reason) => new(new Problem(
        "SW0411",
        $"the answer is not one of a Docker engine: asked to {doing}",
        [$"engine:  {endpoint.Address}, from {endpoint.Origin}", $"reason:  {reason.Message}"],
        "check that a Docker engine, and no other server, listens at this address"));

    public static ProblemException NotPulled(string reference, string message) => new(new Problem(
        "SW0412",
        $"image '{reference}' could not be pulled",
        [$"engine:  {message}"],
        RegistryRemedy(reference, message, $"that '{reference}' exists there")));

    public static ProblemException NotPushed(string reference, string message) => new(new Problem(
        "SW0413",
        $"image '{reference}' could not be pushed",
        [$"engine:  {message}"],
        RegistryRemedy(reference, message, "that this user may write there")));

    // The engine hands on what the registry or the network said, in words of its own; these are the usual ones.
    private static string RegistryRemedy(string reference, string message, string orCheck)
    {
        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (message.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }

        var registry = ImageName.RegistryOf(reference);
        if (Says("toomanyrequests", "rate limit"))
            return $"log in to {registry}, which raises its limit, or wait and repeat";
        if (Says("no such host", "network is unreachable", "i/o timeout", "connection refused", "Client.Timeout"))
            return $"check that {registry} can be reached from the engine's machine, then repeat";
        if (Says("unauthorized", "denied", "no basic auth", "authentication required"))
            return $"check the user name and password for {registry}, and {orCheck}";
        if (Says("does not exist locally"))
            return "build the image and give it this name first";
        if (Says("not found", "manifest unknown"))
            return "check the name and the tag";
        return "look for the cause in the engine's log (journalctl -u docker), then repeat";
    }
}
