using Slipway.Containers.Bootstrap;
using Slipway.Containers.Engine;
using Slipway.Processes;

namespace Slipway.Containers.Images;

/// <summary>Brings base images: pulled where they can be, else made by an offline recipe.</summary>
/// <param name="engine">Where they shall be.</param>
/// <param name="processes">Runs the recipes.</param>
/// <param name="recipesFolder">The folder with <c>make.sh</c>.</param>
/// <param name="workFolder">Where recipes keep their downloads.</param>
/// <param name="environment">May name another root of our engine.</param>
public sealed class BaseImageSource(
    EngineClient engine,
    IProcessRunner processes,
    string recipesFolder,
    string workFolder,
    IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Who we are to a registry, by its host. Nobody unless set.</summary>
    public Func<string, CancellationToken, Task<RegistryCredentials?>>? CredentialsFor { get; init; }

    private string Recipes => Path.Combine(recipesFolder, "make.sh");

    /// <summary>Pulls an image, else keeps the one that the engine has, else makes it.</summary>
    /// <param name="reference">The image.</param>
    /// <param name="progress">Called with each step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ProblemException">It can be had neither way.</exception>
    public async Task<BaseRestoration> RestoreAsync(string reference, Action<string> progress, CancellationToken cancellationToken)
    {
        var origin = BaseOrigin.Pulled;
        var why = "";
        try
        {
            var credentials = CredentialsFor is null || !ImageReference.TryParse(reference, out var name) ? null : await CredentialsFor(name!.Registry, cancellationToken);
            await engine.PullAsync(reference, credentials: credentials, cancellationToken: cancellationToken);
        }
        catch (ProblemException pull)
        {
            why = string.Join("; ", pull.Problems[0].Facts ?? [pull.Problems[0].What]);
            if (await engine.InspectImageAsync(reference, cancellationToken) is { } present)
                return new BaseRestoration(RestoredBase.Of(present), BaseOrigin.Kept, why);
            if (!await HasRecipeAsync(reference, cancellationToken))
                throw new ProblemException(ImageProblems.BaseUnavailable(reference, why, recipe: null));
            progress($"cannot be pulled ({why}): making it from Debian packages");
            var made = await MakeAsync(["make.sh", reference], progress, cancellationToken);
            if (!made.Succeeded)
                throw new ProblemException(ImageProblems.BaseUnavailable(reference, why, LastLines(made)));
            origin = BaseOrigin.Made;
        }

        return await engine.InspectImageAsync(reference, cancellationToken) is { } image
            ? new BaseRestoration(RestoredBase.Of(image), origin, why)
            : throw new ProblemException(ImageProblems.BaseUnavailable(reference, "the engine does not show it", recipe: null));
    }

    private static string LastLines(ProcessResult result) =>
        string.Join('\n', result.Output.Select(line => line.Text).Where(text => text.Length > 0).TakeLast(3));

    private async Task<bool> HasRecipeAsync(string reference, CancellationToken cancellationToken)
    {
        if (!File.Exists(Recipes))
            return false;
        var list = await MakeAsync(["make.sh", "--list"], _ => { }, cancellationToken);
        return list.Succeeded && list.StandardOutput.Split('\n').Contains(reference, StringComparer.Ordinal);
    }

    private Task<ProcessResult> MakeAsync(IReadOnlyList<string> arguments, Action<string> progress, CancellationToken cancellationToken)
    {
        var docker = EngineBootstrap.DockerPath(environment);
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DOCKER_HOST"] = engine.Endpoint.Address,
            ["SLIPWAY_BASES_WORK"] = workFolder,
        };
        if (File.Exists(docker))
            variables["DOCKER"] = docker;
        return processes.RunAsync(
            new ProcessInvocation
            {
                Program = "bash",
                Arguments = arguments,
                WorkingFolder = recipesFolder,
                Environment = variables,
                Timeout = TimeSpan.FromMinutes(15),
                OnOutput = line => progress(line.Text),
            },
            cancellationToken);
    }
}
