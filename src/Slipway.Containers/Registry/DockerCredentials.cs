using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Wire;
using Slipway.Processes;

namespace Slipway.Containers.Registry;

/// <summary>The credentials that <c>docker login</c> left: in <c>config.json</c>, or with a credential helper.</summary>
/// <param name="environment">Says where the file is: <c>DOCKER_CONFIG</c>, else <c>.docker</c> in the home folder.</param>
public sealed class DockerCredentials(IReadOnlyDictionary<string, string> environment)
{
    // What docker login calls Docker Hub.
    private const string HubEntry = "https://index.docker.io/v1/";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lazy<DockerConfigWire?> _config = new(() => Read(PathIn(environment)));

    /// <summary>The credentials for a registry, where there are any.</summary>
    /// <remarks>A helper for this registry goes before the store of all, and that before the file.</remarks>
    /// <param name="registry">The host, with a port where it is not the usual one.</param>
    /// <param name="processes">Starts helpers. What they answer is in no log.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">The file is damaged, or a helper does not work.</exception>
    public async Task<RegistryCredentials?> FindAsync(string registry, IProcessRunner processes, CancellationToken cancellationToken)
    {
        if (_config.Value is not { } config)
            return null;
        var entry = registry is "docker.io" or "registry-1.docker.io" or "index.docker.io" ? HubEntry : registry;
        var helper = config.CredHelpers?.GetValueOrDefault(entry) ?? config.CredHelpers?.GetValueOrDefault(registry);
        if ((helper ?? config.CredsStore) is { Length: > 0 } program
            && await AskHelperAsync(registry, entry, $"docker-credential-{program}", processes, cancellationToken) is { } found)
        {
            return found;
        }

        return (config.Auths ?? []).Where(pair => HostOf(pair.Key) == HostOf(entry)).Select(pair => Of(pair.Value, PathIn(environment))).FirstOrDefault(credentials => credentials is not null);
    }

    private static string PathIn(IReadOnlyDictionary<string, string> environment)
    {
        string? Value(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        return Path.Join(Value("DOCKER_CONFIG") ?? Path.Join(Value("HOME") ?? Value("USERPROFILE") ?? "/", ".docker"), "config.json");
    }

    private static DockerConfigWire? Read(string path)
    {
        try
        {
            // Read as text: some editors begin a file with a byte order mark.
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), EngineJson.Default.DockerConfigWire) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw RegistryProblems.CredentialsUnreadable(path, e is JsonException ? "it is not the JSON that Docker writes" : e.Message);
        }
    }

    // Entries are hosts, or addresses with a path: "https://host/v1/".
    private static string HostOf(string entry)
    {
        var start = entry.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? entry[(scheme + 3)..] : entry;
        return start.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? start[..slash] : start;
    }

    private static RegistryCredentials? Of(DockerConfigWire.Login? entry, string path)
    {
        if (entry is null)
            return null;
        if (entry.IdentityToken is { Length: > 0 } token)
            return new RegistryCredentials(RegistryCredentials.Token, new Secret(token));
        if (entry.Auth is not { Length: > 0 } auth)
            return entry is { Username.Length: > 0, Password: { } password } ? new RegistryCredentials(entry.Username, new Secret(password)) : null;
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(auth)).TrimEnd('\0');
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? new RegistryCredentials(text[..colon], new Secret(text[(colon + 1)..])) : throw new FormatException();
        }
        catch (FormatException)
        {
            throw RegistryProblems.CredentialsUnreadable(path, "an 'auth' is not a user and a password in base64");
        }
    }

    private static async Task<RegistryCredentials?> AskHelperAsync(string registry, string entry, string program, IProcessRunner processes, CancellationToken cancellationToken)
    {
        ProcessResult result;
        try
        {
            result = await processes.RunAsync(
                new ProcessInvocation { Program = program, Arguments = ["get"], StandardInput = entry + "\n", Timeout = Patience, OnOutput = _ => { } },
                cancellationToken);
        }
        catch (ProcessStartException)
        {
            throw RegistryProblems.HelperFailed(registry, program, "it is not on PATH");
        }
        catch (TimeoutException)
        {
            throw RegistryProblems.HelperFailed(registry, program, $"no answer within {Patience.TotalSeconds:0} s");
        }

        if (!result.Succeeded)
        {
            // The protocol of helpers: these words, on standard output, for nothing found.
            var words = (result.StandardOutput + result.StandardError).Trim();
            return words.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw RegistryProblems.HelperFailed(registry, program, $"exit code {result.ExitCode}{(words.Length > 0 ? ": " + words : "")}");
        }

        try
        {
            var found = JsonSerializer.Deserialize(result.StandardOutput, EngineJson.Default.HelperLoginWire);
            return found is { Username.Length: > 0, Secret.Length: > 0 } ? new RegistryCredentials(found.Username, new Secret(found.Secret)) : null;
        }
        catch (JsonException)
        {
            throw RegistryProblems.HelperFailed(registry, program, "its answer is not the JSON that helpers write");
        }
    }
}
