using Slipway.Containers.Stacks;

namespace Slipway.Containers.Building;

/// <summary>What can go wrong when the engine fetches a context from an address.</summary>
internal static class FetchProblems
{
    private static readonly string[] Steps = ["[internal] load git source ", "[internal] load remote build context"];

    // Where in the builder it happened.
    private static readonly string[] Prefixes = ["failed to solve: ", "failed to read dockerfile: ", "failed to read downloaded context: ", "failed to load cache key: "];

    /// <summary>The problem, where fetching is what failed; <see langword="null"/> where it was not.</summary>
    /// <param name="request">What was to be built.</param>
    /// <param name="failure">What the builder says.</param>
    public static ProblemException? Of(ImageBuildRequest request, BuildFailure failure)
    {
        if (request.RemoteContext is null || failure.Step is not { } step || !Steps.Any(name => step.Name.StartsWith(name, StringComparison.Ordinal)))
            return null;
        var address = RemoteSources.Shown(request.RemoteContext);
        return new ProblemException(new Problem(
            "SW1090",
            $"the engine could not fetch what image '{request.Name}' is built from",
            [address, $"reason: {Reason(failure.Message.Trim())}"],
            Remedy(failure.Message + string.Join('\n', failure.LastLines), address)));
    }

    // Of what git says on its way, the end is what matters.
    private static string Reason(string message)
    {
        const string Words = "stderr:\n";
        while (Array.Find(Prefixes, prefix => message.StartsWith(prefix, StringComparison.Ordinal)) is { } known)
            message = message[known.Length..];
        return message.IndexOf(Words, StringComparison.Ordinal) is >= 0 and var words ? message[(words + Words.Length)..].Trim() : message;
    }

    private static string Remedy(string message, string address)
    {
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

        if (Says("executable file not found"))
            return "install git on the engine's machine: it is the engine that fetches";
        if (Says("SSH key") || Says("Permission denied (publickey"))
            return "start an SSH agent that holds the key (ssh-agent, ssh-add), or name the key: build: { ssh: [default=FILE] }";
        if (Says("could not read Username") || Says("Authentication failed") || Says("403"))
            return "give the engine a token as the build's secret GIT_AUTH_TOKEN";
        return Says("does not contain ref") || Says("not a tree") || Says("invalid subdir")
            ? $"name a branch, tag, commit or folder that is there: {address}"
            : $"check the address, and that the engine's machine reaches it: {address}";
    }
}
