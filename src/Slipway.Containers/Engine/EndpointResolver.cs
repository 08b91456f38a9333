using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

/// <summary>Reads what Docker's own program reads to find its engine.</summary>
internal static class EndpointResolver
{
    public static EngineEndpoint Resolve(IReadOnlyDictionary<string, string> environment, string? dockerConfigFolder)
    {
        var folder = dockerConfigFolder
            ?? Value(environment, "DOCKER_CONFIG")
            ?? Path.Join(Value(environment, "HOME") ?? Value(environment, "USERPROFILE") ?? "/", ".docker");
        if (Value(environment, "DOCKER_HOST") is { } host)
            return Parse(host, "DOCKER_HOST", TlsFromEnvironment(environment, folder));
        if (Value(environment, "DOCKER_CONTEXT") is { } named)
            return Context(named, "DOCKER_CONTEXT", folder) ?? Default();
        var configFile = Path.Join(folder, "config.json");
        return CurrentContext(configFile) is { } current
            ? Context(current, configFile, folder) ?? Default()
            : Default();
    }

    private static EngineEndpoint Default() => new()
    {
        Address = OperatingSystem.IsWindows() ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock",
        Origin = "the default, as neither DOCKER_HOST nor a context is set",
    };

    private static string? CurrentContext(string configFile)
    {
        if (!File.Exists(configFile))
            return null;
        try
        {
            using var stream = File.OpenRead(configFile);
            return JsonSerializer.Deserialize(stream, EngineJson.Default.DockerConfigWire)?.CurrentContext is { Length: > 0 } name ? name : null;
        }
        catch (JsonException e)
        {
            throw EngineProblems.ConfigUnreadable(configFile, e);
        }
    }

    private static EngineEndpoint? Context(string name, string origin, string folder)
    {
        if (name == "default")
            return null;
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var file = Path.Join(folder, "contexts", "meta", id, "meta.json");
        if (!File.Exists(file))
            throw EngineProblems.ContextMissing(name, origin, file);
        ContextWire? context;
        try
        {
            using var stream = File.OpenRead(file);
            context = JsonSerializer.Deserialize(stream, EngineJson.Default.ContextWire);
        }
        catch (JsonException e)
        {
            throw EngineProblems.ConfigUnreadable(file, e);
        }

        var docker = context?.Endpoints?.GetValueOrDefault("docker");
        if (docker?.Host is not { Length: > 0 } host)
            throw EngineProblems.ContextMissing(name, origin, file);
        var certificates = Path.Join(folder, "contexts", "tls", id, "docker");
        var tls = Directory.Exists(certificates) || docker.SkipTLSVerify ? TlsIn(certificates) with { Verify = !docker.SkipTLSVerify } : null;
        return Parse(host, $"context '{name}' of {origin}", tls);
    }

    private static EngineTls? TlsFromEnvironment(IReadOnlyDictionary<string, string> environment, string folder)
    {
        var certificates = Value(environment, "DOCKER_CERT_PATH");
        return certificates is null && Value(environment, "DOCKER_TLS_VERIFY") is null ? null : TlsIn(certificates ?? folder);
    }

    private static EngineTls TlsIn(string folder) =>
        new(Path.Join(folder, "ca.pem"), Path.Join(folder, "cert.pem"), Path.Join(folder, "key.pem"));

    private static EngineEndpoint Parse(string address, string origin, EngineTls? tls)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal) is var end and > 0 ? address[..end] : "";
        return scheme switch
        {
            "unix" when address.Length > "unix://".Length => new EngineEndpoint { Address = address, Origin = origin },
            "npipe" => new EngineEndpoint { Address = address.Replace('\\', '/'), Origin = origin },
            "tcp" or "http" or "https" when Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 =>
                Tcp(uri, origin, scheme == "https" ? tls ?? TlsIn("") : tls),
            "ssh" when SshAddress.IsValid(address) => new EngineEndpoint { Address = address, Origin = origin },
            _ => throw EngineProblems.AddressMalformed(address, origin),
        };
    }

    private static EngineEndpoint Tcp(Uri uri, string origin, EngineTls? tls)
    {
        var port = uri.IsDefaultPort || uri.Port < 0 ? (tls is null ? 2375 : 2376) : uri.Port;
        return new EngineEndpoint { Address = $"tcp://{uri.Host}:{port}", Origin = origin, Tls = tls };
    }

    private static string? Value(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
