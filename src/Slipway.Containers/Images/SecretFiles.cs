using System.Text;

namespace Slipway.Containers.Images;

/// <summary>Tells which files look like secrets: by their names, and some by how they begin.</summary>
internal static class SecretFiles
{
    /// <summary>How much of a file is needed to tell.</summary>
    public const int Head = 4096;

    private static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
    {
        [".env"] = "variables of an environment",
        [".netrc"] = "passwords for servers",
        [".pgpass"] = "passwords for databases",
        [".git-credentials"] = "passwords for repositories",
        [".htpasswd"] = "users and passwords",
        ["id_rsa"] = "an ssh key",
        ["id_dsa"] = "an ssh key",
        ["id_ecdsa"] = "an ssh key",
        ["id_ed25519"] = "an ssh key",
    };

    private static readonly Dictionary<string, string> ByPathEnd = new(StringComparer.Ordinal)
    {
        [".aws/credentials"] = "keys of a cloud",
        [".docker/config.json"] = "logins of registries",
        [".kube/config"] = "access to a cluster",
        [".config/gcloud/application_default_credentials.json"] = "keys of a cloud",
    };

    private static readonly string[] KeyFiles = [".pem", ".key", ".p8", ".ppk"];
    private static readonly string[] KeyStores = [".p12", ".pfx", ".jks", ".keystore"];

    /// <summary>Whether a file's name makes a look into it worthwhile.</summary>
    public static bool IsSuspect(string path) => NameOf(path) is var name
        && (ByName.ContainsKey(name) || name.StartsWith(".env.", StringComparison.Ordinal) || name is ".npmrc" or ".pypirc"
            || KeyFiles.Concat(KeyStores).Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            || ByPathEnd.Keys.Any(end => HasEnd(path, end)));

    /// <summary>What a file looks like; <see langword="null"/> for nothing secret.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="head">How it begins.</param>
    public static string? WhatIs(string path, ReadOnlySpan<byte> head)
    {
        var name = NameOf(path);
        if (head.IsEmpty)
            return null;
        if (ByName.TryGetValue(name, out var known))
            return known;
        if (ByPathEnd.FirstOrDefault(pair => HasEnd(path, pair.Key)) is { Key: not null } end)
            return end.Value;
        // Examples are there to be read.
        if (name.StartsWith(".env.", StringComparison.Ordinal))
            return name is ".env.example" or ".env.sample" or ".env.template" or ".env.dist" ? null : ByName[".env"];
        if (KeyStores.Any(store => name.EndsWith(store, StringComparison.OrdinalIgnoreCase)))
            return "a store of keys";
        var text = Encoding.Latin1.GetString(head);
        return name switch
        {
            ".npmrc" => text.Contains("_auth", StringComparison.Ordinal) ? "a token for a package registry" : null,
            ".pypirc" => text.Contains("password", StringComparison.Ordinal) ? "a password for a package registry" : null,
            // Certificates, which everybody may see, have the same endings.
            _ => text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) || text.StartsWith("PuTTY-User-Key-File", StringComparison.Ordinal) ? "a private key" : null,
        };
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool HasEnd(string path, string end) => path.EndsWith("/" + end, StringComparison.Ordinal) || path == end;
}
