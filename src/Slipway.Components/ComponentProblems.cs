using Slipway.Containers.Linting;
using Slipway.Containers.Trivy;

namespace Slipway.Components;

/// <summary>What can be wrong with what components are asked for.</summary>
internal static class ComponentProblems
{
    public static Problem UnknownStack(string name, string folder, IReadOnlyList<string> near) => new(
        "SW0701",
        $"there is no stack '{name}'",
        [$"looked for a compose file in {folder}/{name}"],
        near.Count > 0 ? string.Join(", ", near.Select(n => $"--stack {n}")) : $"make {folder}/{name}/compose.yaml",
        ExitCodes.BuildIsWrong);

    public static Problem StackFailed(string name, int exitCode, string error) => new(
        "SW0917",
        $"stack '{name}' ended with exit code {exitCode}",
        error.Length > 0 ? [error] : null,
        $"do the same with --stack {name}",
        exitCode);

    public static Problem NoStackNamed(IReadOnlyList<string> names) => new(
        "SW0702",
        names.Count == 0 ? "there is no stack" : $"which stack? there are {names.Count}: {string.Join(", ", names)}",
        null,
        names.Count == 0 ? "make stacks/NAME/compose.yaml" : $"--stack {names[0]}, or \"Stack\" in .nuke/parameters.json",
        ExitCodes.BuildIsWrong);

    public static Problem NotVerified(string image, IReadOnlyList<string> findings, string place) => new(
        "SW0704",
        $"image '{image}' does not hold what is asked of it",
        [place, .. findings],
        "mend the Dockerfile, or change the budget in x-slipway");

    public static Problem ScanFailed(string image, Severity severity, IReadOnlyList<(ScanFinding Finding, Place Place)> findings, string report) => new(
        "SW0705",
        $"image '{image}' has {findings.Count} findings of severity {severity} or worse",
        [
            .. findings.Take(10).Select(found => Describe(found.Finding, found.Place)),
            .. findings.Count > 10 ? new[] { $"and {findings.Count - 10} more" } : [],
            $"report: {report}",
        ],
        "update the base or the packages that it names; accept what is known in .trivyignore (ID exp:YYYY-MM-DD), or raise --severity");

    private static string Describe(ScanFinding finding, Place place) =>
        $"{place} {finding.Severity} {finding.Id}{(finding.Package.Length > 0 ? $" {finding.Package} {finding.Installed}{(finding.Fixed.Length > 0 ? $", mended in {finding.Fixed}" : "")}" : "")}: {finding.Title}";

    public static Problem UnknownImage(string name, IReadOnlyList<string> near) => new(
        "SW0523",
        $"--rebuild-image names '{name}', and the stack builds no such image",
        null,
        near.Count > 0 ? string.Join(", ", near.Select(n => $"--rebuild-image {n}")) : "leave it out: the stack builds nothing",
        ExitCodes.BuildIsWrong);

    public static Problem NoRegistry(string registry) => new(
        "SW0828",
        $"'{registry}' is no registry that images can be pushed to",
        null,
        "--registry registry.example.com/team: a host, and after a slash a path in lower case",
        ExitCodes.BuildIsWrong);

    public static Problem TagMoved(string reference, string id, string other) => new(
        "SW0823",
        $"'{reference}' is no longer the image that was built and scanned",
        [$"scanned: {id}", $"now:     {other}"],
        "run BuildImages and ScanImages again, and nothing beside them");

    public static Problem NoTrivy() => new(
        "SW0706",
        "scanning needs 'trivy', and it is not there",
        ["looked for: SLIPWAY_TRIVY, .nuke/temp/tools, PATH"],
        "add --install-tools to have Slipway install it, or --skip ScanImages",
        ExitCodes.ToolIsMissing);

    public static Problem LostPasswords(string stack, string? named, string file, IReadOnlyList<string> volumes) => new(
        "SW0708",
        $"'{file}' is missing, and an earlier deployment of '{stack}' left data that was made with its passwords",
        [$"volumes: {string.Join(", ", volumes)}"],
        $"put that deployment's .env there, or remove the data: ./build.sh Clean --volumes{(named is null ? "" : $" --stack {named}")}");

    public static Problem HalfCredentials(bool hasUser) => new(
        "SW0709",
        hasUser ? "the registry gets a user without a password" : "the registry gets a password without a user",
        null,
        hasUser ? "set SLIPWAY_REGISTRY_PASSWORD, or leave the user out" : "give --registry-user, or leave the password out",
        ExitCodes.BuildIsWrong);

    public static Problem LintFailed(int count, LintLevel level) => new(
        "SW0611",
        $"{count} {(count == 1 ? "finding is" : "findings are")} of level {level.ToString().ToLowerInvariant()}{(level == LintLevel.Error ? "" : " or graver")}",
        null,
        "do what each of them says, or allow it with a reason: # slipway-lint allow ID: why");

    public static Problem NotWhatWasScanned(string reference, string built, string scanned) => new(
        "SW0710",
        $"image '{reference}' is not the one that was scanned",
        [$"built:   {built}", $"scanned: {scanned}"],
        "run it again: the image was built anew in between");
}
