using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Compose;
using Slipway.Containers.Swarm.Wire;

namespace Slipway.Containers.Swarm;

/// <summary>The secrets or configs of a stack in a swarm: a value that changes makes a new version, since none can be changed there.</summary>
/// <param name="api">The swarm.</param>
/// <param name="kind">Which of the two.</param>
/// <param name="variable">The values of variables.</param>
internal sealed class SwarmObjects(SwarmApi api, SwarmObjectKind kind, Func<string, string?> variable)
{
    private const int SaltLength = 16;
    private const int HashLength = 16;

    // Who may look at a secret's label may not try many guesses of its value.
    private const int Rounds = 20_000;

    /// <summary>The version of each that services are to have.</summary>
    /// <param name="wanted">What the compose file has; one that is not there may have to be made.</param>
    /// <param name="make">Whether versions that are missing are made. Their ids are unknown otherwise.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProblemException">Some have no value, or are not there: all of them at once.</exception>
    public async Task<IReadOnlyDictionary<string, SwarmObject>> FindAsync(IReadOnlyList<ComposeFileObject> wanted, bool make, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SwarmObject>(StringComparer.Ordinal);
        if (wanted.Count == 0)
            return found;
        var problems = new List<Problem>();
        var there = await api.ObjectsAsync(kind, all: true, cancellationToken);
        foreach (var one in wanted)
        {
            if (one.IsExternal)
            {
                if (there.FirstOrDefault(known => known.Spec?.Name == one.Name) is { } known)
                    found[one.Key] = new SwarmObject(one.Name, known.ID);
                else
                    problems.Add(SwarmProblems.NoObject(kind, one));
                continue;
            }

            try
            {
                found[one.Key] = await FindAsync(one, Value(one), there, make, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(SwarmProblems.NoValue(kind, one, e.Message));
            }
        }

        return problems.Count == 0 ? found : throw new ProblemException(problems);
    }

    /// <summary>Removes versions of the stack that no service has any more; those that a service still has stay.</summary>
    /// <param name="used">The names of versions that stay.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RemoveOthersAsync(IReadOnlyCollection<string> used, CancellationToken cancellationToken)
    {
        foreach (var old in (await api.ObjectsAsync(kind, all: false, cancellationToken)).Where(old => !used.Contains(old.Spec?.Name ?? "", StringComparer.Ordinal)))
        {
            try
            {
                await api.RemoveObjectAsync(kind, old, cancellationToken);
            }
            catch (ProblemException e) when (e.Problems is [{ Code: "SW0404" }])
            {
                // A service that is no longer in the files may have it.
            }
        }
    }

    private async Task<SwarmObject> FindAsync(ComposeFileObject one, byte[] value, IReadOnlyList<SwarmObjectWire> there, bool make, CancellationToken cancellationToken)
    {
        var prefix = one.Name + "_";
        var versions = there.Where(known => known.Spec?.Name is { } name && name.StartsWith(prefix, StringComparison.Ordinal) && NumberOf(name, prefix) > 0
            && known.Spec.Labels?.GetValueOrDefault(SwarmLabels.Stack) == api.Stack).ToList();
        if (versions.Find(known => known.Spec!.Labels!.GetValueOrDefault(SwarmLabels.Digest) is { } digest && IsOf(value, digest)) is { } same)
            return new SwarmObject(same.Spec!.Name!, same.ID);
        var number = versions.Select(known => NumberOf(known.Spec!.Name!, prefix)).DefaultIfEmpty().Max() + 1;
        var next = prefix + number.ToString(CultureInfo.InvariantCulture);
        if (!make)
            return new SwarmObject(next, Id: null);
        await api.CreateObjectAsync(kind, next, DigestOf(value), value, cancellationToken);
        return new SwarmObject(next, (await api.ObjectsAsync(kind, all: false, cancellationToken)).First(known => known.Spec?.Name == next).ID);
    }

    private static int NumberOf(string name, string prefix) => int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string DigestOf(byte[] value) => DigestOf(value, RandomNumberGenerator.GetBytes(SaltLength));

    private static string DigestOf(byte[] value, byte[] salt) =>
        $"{Convert.ToHexStringLower(salt)}:{Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(value, salt, Rounds, HashAlgorithmName.SHA256, HashLength))}";

    private static bool IsOf(byte[] value, string digest)
    {
        var salt = digest.Split(':')[0];
        return salt.Length == SaltLength * 2 && salt.All(char.IsAsciiHexDigit) && DigestOf(value, Convert.FromHexString(salt)) == digest;
    }

    private byte[] Value(ComposeFileObject one)
    {
        if (one.Content is { } content)
            return Encoding.UTF8.GetBytes(content.Reveal());
        if (one.Variable is { } name)
            return Encoding.UTF8.GetBytes(variable(name) ?? throw new IOException($"variable {name} is not set"));
        return File.ReadAllBytes(one.File ?? throw new IOException("it says neither file: nor environment:"));
    }
}
