using System.Text;
using Slipway.Containers.Compose;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Images;

/// <summary>Brings what <c>RUN --mount=type=secret</c> may read to the builder.</summary>
internal static class BuildSecrets
{
    /// <summary>By id, how each is read when the builder asks. What is shown of it anywhere is masked from now on.</summary>
    /// <param name="image">The image that is built.</param>
    /// <param name="stack">Where secrets and variables are found.</param>
    /// <param name="mask">Takes what must not be shown.</param>
    /// <exception cref="ProblemException">Every secret that is not there.</exception>
    public static IReadOnlyDictionary<string, Func<CancellationToken, ValueTask<byte[]>>> Of(Image image, ContainerStack stack, Action<Secret> mask)
    {
        var problems = new List<Problem>();
        var secrets = new Dictionary<string, Func<CancellationToken, ValueTask<byte[]>>>(StringComparer.Ordinal);
        foreach (var use in image.Build.Secrets)
        {
            try
            {
                var content = Read(use, stack);
                foreach (var line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    mask(new Secret(line));
                secrets[use.Target ?? use.Source] = _ => ValueTask.FromResult(content);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(ImageProblems.NoSecret(image, use, e.Message));
            }
        }

        return problems.Count == 0 ? secrets : throw new ProblemException(problems);
    }

    private static byte[] Read(ComposeFileUse use, ContainerStack stack)
    {
        if (!stack.Compose.Secrets.TryGetValue(use.Source, out var secret))
            throw new IOException("the compose file has no such secret");
        if (secret.IsExternal)
            throw new IOException("it is external, and the engine gives its own secrets to no build");
        if (secret.Content is { } content)
            return Encoding.UTF8.GetBytes(content.Reveal());
        if (secret.Variable is { } name)
            return Encoding.UTF8.GetBytes(stack.FindVariable(name) ?? throw new IOException($"variable {name} is not set"));
        return File.ReadAllBytes(secret.File ?? throw new IOException("it says neither file: nor environment:"));
    }
}
