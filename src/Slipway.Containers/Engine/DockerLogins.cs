using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine.Wire;
using Slipway.Processes;

namespace Slipway.Containers.Engine;

/// <summary>Finds who <c>docker login</c> said we are: in Docker's <c>config.json</c>, or with the program that it names.</summary>
/// <param name="processes">Runs credential helpers.</param>
/// <param name="environment">Says where Docker's folder is.</param>
public sealed class DockerLogins(IProcessRunner processes, IReadOnlyDictionary<string, string> environment)
{
    private const string DockerHub = "https://index.docker.io/v1/";
    private const string Token = "<token>";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private string ConfigFile => Path.Join(
        environment.GetValueOrDefault("DOCKER_CONFIG") is { Length: > 0 } folder ? folder
            : Path.Join(environment.GetValueOrDefault("HOME") ?? environment.GetValueOrDefault("USERPROFILE") ?? "/", ".docker"),
        "config.json");

    /// <summary>Who we are to a registry; <see langword="null"/> where nobody logged in there.</summary>
    /// <remarks>An identity token comes with an empty user name.</remarks>
    /// <param name="host">The registry: <c>registry.example:5000</c>, or <c>docker.io</c>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ProblemException">The file is not Docker's, or its helper failed.</exception>
    public async ValueTask<RegistryCredentials?> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } config)
            return null;
        var server = host is "docker.io" or "registry-1.docker.io" or "index.docker.io" ? DockerHub : host;
        if (config.CredHelpers?.FirstOrDefault(pair => IsSame(pair.Key, server)).Value is { Length: > 0 } own)
            return await AskAsync(own, server, cancellationToken);
        return (config.CredsStore is { Length: > 0 } store ? await AskAsync(store, server, cancellationToken) : null)
            ?? (config.Auths?.FirstOrDefault(pair => IsSame(pair.Key, server)).Value is { } written ? Decode(written) : null);
    }

    private async Task<DockerConfigWire?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(ConfigFile))
            return null;
        try
        {
            // Read as a stream: some editors begin a file with a byte order mark.
            await using var file = File.OpenRead(ConfigFile);
            return await JsonSerializer.DeserializeAsync(file, EngineJson.Default.DockerConfigWire, cancellationToken);
        }
        catch (JsonException e)
        {
            throw EngineProblems.ConfigUnreadable(ConfigFile, e);
        }
    }

    // Old programs write 'https://HOST/v1/' where new ones write 'HOST'.
    private static bool IsSame(string written, string server) => Bare(written).Equals(Bare(server), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string server)
    {
        var start = server.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        return server[start..].Split('/')[0];
    }

    private static RegistryCredentials? Decode(DockerConfigWire.Login login)
    {
        if (login.IdentityToken is { Length: > 0 } token)
            return new RegistryCredentials("", new Secret(token));
        if (login.Username is { Length: > 0 } user && login.Password is { } password)
            return new RegistryCredentials(user, new Secret(password));
        var bytes = new byte[login.Auth?.Length ?? 0];
        if (!Convert.TryFromBase64String(login.Auth ?? "", bytes, out var length))
            return null;
        // Docker pads with zeros at times.
        return Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0').Split(':', 2) is [{ Length: > 0 } name, var word]
            ? new RegistryCredentials(name, new Secret(word))
            : null;
    }

    private async Task<RegistryCredentials?> AskAsync(string helper, string server, CancellationToken cancellationToken)
    {
        var program = "docker-credential-" + helper;
        ProcessResult result;
        try
        {
            result = await processes.RunAsync(new ProcessInvocation { Program = program, Arguments = ["get"], StandardInput = server, Timeout = Patience }, cancellationToken);
        }
        catch (Exception e) when (e is ProcessStartException or ProcessTimeoutException)
        {
            throw EngineProblems.HelperFailed(program, server, ConfigFile, e.Message);
        }

        if (!result.Succeeded)
        {
            // The helpers' own words for "nobody logged in", on either stream.
            var words = (result.StandardOutput + result.StandardError).Trim();
            return words.Contains("credentials not found", StringComparison.Ordinal) ? null : throw EngineProblems.HelperFailed(program, server, ConfigFile, words);
        }

        try
        {
            var found = JsonSerializer.Deserialize(result.StandardOutput, EngineJson.Default.HelperLoginWire);
            return found?.Secret is not { Length: > 0 } secret ? null : new RegistryCredentials(found.Username is null or Token ? "" : found.Username, new Secret(secret));
        }
        catch (JsonException)
        {
            throw EngineProblems.HelperFailed(program, server, ConfigFile, "its answer is not JSON");
        }
    }
}
