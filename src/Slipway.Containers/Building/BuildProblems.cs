using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Building;

/// <summary>What can go wrong in a build, as people read it.</summary>
internal static partial class BuildProblems
{
    public const string NoBuildKitCode = "SW0272";

    private const string MoreSpace = "free disk space (docker builder prune), then repeat";

    public static ProblemException Failed(ImageBuildRequest request, BuildFailure failure)
    {
        if (FetchProblems.Of(request, failure) is { } notFetched)
            return notFetched;
        var file = request.DockerfilePath ?? request.DockerfileName;
        var message = failure.Message.Trim();
        var place = failure.Step is { } failed ? request.FindPlace?.Invoke(failed) : null;
        // What we find has a column too, where it is the same line.
        if (failure.Line is { } line && place?.Line != line)
            place = new Place(file, line);
        if (place is null && ParseError.Match(message) is { Success: true } match)
            place = new Place(file, int.Parse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
        var exitCode = failure.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? (ExitCode.Match(message) is { Success: true } code ? code.Groups["code"].Value : null);

        var facts = new List<string> { place?.ToString() ?? file };
        if (failure.Step is { } step)
            facts.Add($"step:   {step.Name}");
        facts.Add(exitCode is null ? $"reason: {Shortened(message)}" : $"reason: exit code {exitCode}");
        if (failure.LastLines.Count > 0)
            facts.Add("output: " + string.Join('\n', failure.LastLines));

        return new ProblemException(new Problem(
            "SW0421",
            failure.Step is { IsInstruction: true }
                ? $"image '{request.Name}' could not be built: '{FirstLine(failure.Step.Instruction)}' failed"
                : $"image '{request.Name}' could not be built",
            facts,
            failure.IsOfOldFrontEnd && message.Contains("unknown instruction", StringComparison.OrdinalIgnoreCase) && HasHeredoc(request)
                ? $"use Docker Engine 23.0 or newer, which knows heredocs, or begin {file} with '# syntax=docker/dockerfile:1'"
                : failure.LastLines.Any(line => line.Contains("no space left on device", StringComparison.OrdinalIgnoreCase)) ? MoreSpace
                : Remedy(message, exitCode, place?.ToString() ?? file)));
    }

    public static ProblemException NoImage(ImageBuildRequest request) => new(new Problem(
        "SW0422",
        $"the build of image '{request.Name}' ended without an image",
        [request.DockerfilePath ?? request.DockerfileName, "reason: the engine closed the connection before it named the image"],
        "see whether the engine still runs (journalctl -u docker), then repeat"));

    public static ProblemException WrongStore(ImageBuildRequest request, string need, EngineEndpoint endpoint) => new(new Problem(
        "SW0263",
        $"image '{request.Name}' is to be built with {need}, which the image store of this engine cannot hold",
        [request.DockerfilePath ?? request.DockerfileName, $"engine: {endpoint.Address}"],
        "turn on containerd's image store (\"features\": { \"containerd-snapshotter\": true } in daemon.json), or name another builder: --builder NAME",
        ExitCodes.ToolIsMissing));

    public static ProblemException ContextUnreadable(ImageBuildRequest request, string path, string message, bool hasChanged) => new(new Problem(
        hasChanged ? "SW0266" : "SW0267",
        $"the context of image '{request.Name}' could not be sent: {message}",
        [request.Folder is { } folder ? Path.Combine(folder.Path, path) : path],
        hasChanged ? "repeat the build when nothing writes there, or leave the file out in .dockerignore" : "change its permissions or its name, or leave it out in .dockerignore"));

    public static ProblemException NoNamedContexts(ImageBuildRequest request, EngineEndpoint endpoint) => new(new Problem(
        "SW0270",
        $"image '{request.Name}' is built with additional contexts, which this engine does not know",
        [request.DockerfilePath ?? request.DockerfileName, $"engine: {endpoint.Address}"],
        "use Docker Engine 23.0 or newer, or move the files into the context",
        ExitCodes.ToolIsMissing));

    public static ProblemException CacheMalformed(ImageBuildRequest request, string text, string reason) => new(new Problem(
        "SW0271",
        $"the cache '{text}' of image '{request.Name}' cannot be read: {reason}",
        [],
        "write type=registry,ref=HOST/NAME or type=inline, or name another builder: --builder NAME",
        ExitCodes.BuildIsWrong));

    public static ProblemException NoBuildKit(ImageBuildRequest request, EngineEndpoint endpoint, string reason) => new(new Problem(
        NoBuildKitCode,
        $"image '{request.Name}' needs BuildKit, and the engine's does not answer",
        [$"engine: {endpoint.Address}", $"reason: {reason}"],
        "see whether the engine still runs (docker info) and has BuildKit (version 20.10 or newer), then repeat",
        ExitCodes.ToolIsMissing));

    public static ProblemException NoBuildx(ImageBuildRequest request, string builder, string reason) => new(new Problem(
        "SW0269",
        $"image '{request.Name}' is to be built by builder '{builder}', and 'docker buildx' cannot be started",
        [$"reason: {reason}"],
        "install Docker's command line with its buildx plugin, or leave --builder out",
        ExitCodes.ToolIsMissing));

    private static string Remedy(string message, string? exitCode, string place)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

        if (exitCode == "137")
            return "give the engine more memory or build fewer images at once (--mode sequential): the step was killed, mostly for memory";
        if (exitCode == "127")
            return $"install the program that is missing in an earlier step of {place}";
        if (exitCode is not null)
            return $"correct {place}; the output above is the step's own";
        if (Says("failed to resolve source metadata") || Says("pull access denied") || Says("manifest unknown") || Says("no such host"))
            return $"check the FROM lines of {place}, and that the engine's machine reaches the registry; Restore makes or fetches base images";
        if (Says("no space left on device"))
            return MoreSpace;
        if (Says("failed to calculate checksum") || Says("failed to compute cache key") || Says("COPY failed") || Says("ADD failed"))
            return "check that the file is in the build context and not excluded by .dockerignore";
        if (Says("failed to reach build target") || Says("target stage"))
            return $"name a stage that {place} has";
        return $"correct {place}";
    }

    private static bool HasHeredoc(ImageBuildRequest request)
    {
        var path = Path.Combine(request.Folder?.Path ?? "", request.DockerfileName);
        return (request.DockerfileText ?? (File.Exists(path) ? File.ReadAllText(path) : "")).Contains("<<", StringComparison.Ordinal);
    }

    // Where in the builder it happened, and the ids of its cache, mean nothing to the reader.
    private static string Shortened(string message)
    {
        foreach (var prefix in (string[])["failed to solve with frontend dockerfile.v0: ", "failed to solve: ", "failed to create LLB definition: "])
        {
            if (message.StartsWith(prefix, StringComparison.Ordinal))
                message = message[prefix.Length..];
        }

        return MissingFile.Match(message) is { Success: true } missing ? $"\"{missing.Groups["file"].Value}\" is not in the build context" : message;
    }

    private static string FirstLine(string instruction)
    {
        var line = instruction.Split('\n')[0].TrimEnd();
        return line.Length <= 100 ? line : line[..99] + "…";
    }

    [GeneratedRegex(@"(parse error on line|parse error line|Dockerfile:) ?(?<line>\d{1,7})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex ParseError { get; }

    // 'failed to compute cache key: failed to calculate checksum of ref …: "/x": not found', in 20.10 '…: "/x" not found: not found'.
    [GeneratedRegex(@"^failed to compute cache key: .*""(?<file>[^""]+)"":? not found(: not found)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex MissingFile { get; }

    [GeneratedRegex(@"(did not complete successfully: exit code: |executor failed running .*: exit code: |returned a non-zero code: )(?<code>\d{1,4})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 30_000)]
    private static partial Regex ExitCode { get; }
}
