using System.Net;

namespace Slipway.Containers.Registry;

/// <summary>What can go wrong between us and a registry, as people read it.</summary>
internal static class RegistryProblems
{
    public static ProblemException Unreachable(string registry, string doing, string reason) => new(new Problem(
        "SW0810",
        $"registry '{registry}' does not answer when asked to {doing}",
        [$"reason:  {reason}"],
        $"check the name, and that this machine reaches {registry}"));

    public static ProblemException Refused(string registry, string doing, HttpStatusCode status, string message, bool hasCredentials) => new(new Problem(
        "SW0811",
        $"registry '{registry}' refuses to {doing}",
        [$"registry: {message} (HTTP {(int)status})"],
        hasCredentials
            ? $"check the user name and password for {registry}, and what this user may do there"
            : $"log in (docker login {registry}), or give --registry-user and SLIPWAY_REGISTRY_PASSWORD"));

    public static ProblemException Failed(string registry, string doing, string last, int attempts) => new(new Problem(
        "SW0812",
        $"registry '{registry}' could not {doing}",
        [$"registry: {last}", $"attempts: {attempts}"],
        "see what is wrong with the registry, then repeat: what it has already is not sent again"));

    public static ProblemException TooSlow(string registry, string doing, TimeSpan patience, string last) => new(new Problem(
        "SW0813",
        $"registry '{registry}' did not {doing} within {patience.TotalSeconds:0.#} s",
        last.Length == 0 ? [] : [$"last:    {last}"],
        "see what is wrong with the registry, then repeat"));

    public static ProblemException NotUnderstood(string registry, string doing, string reason) => new(new Problem(
        "SW0814",
        $"the answer is not one of a registry: '{registry}' was asked to {doing}",
        [$"reason:  {reason}"],
        "check that the name is that of a registry and not of another server"));

    public static ProblemException CredentialsUnreadable(string file, string reason) => new(new Problem(
        "SW0815",
        $"the credentials in '{file}' cannot be read",
        [$"reason:  {reason}"],
        "docker logout, then docker login writes them anew",
        ExitCodes.BuildIsWrong));

    public static ProblemException HelperFailed(string registry, string program, string reason) => new(new Problem(
        "SW0816",
        $"the credential helper for '{registry}' does not work",
        [$"program: {program}", $"reason:  {reason}"],
        "install it or mend it, or give --registry-user and SLIPWAY_REGISTRY_PASSWORD"));
}
