using System.Security.Cryptography;
using System.Text;

namespace Slipway.Containers.Volumes.Archives;

/// <summary>The SHA-256 and the last characters of a text that passes by.</summary>
internal sealed class DumpDigest : IDisposable
{
    private const int Kept = 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _tail = [];

    /// <summary>How much has passed.</summary>
    public long Bytes { get; private set; }

    /// <summary>The end of it.</summary>
    public string Tail => Encoding.UTF8.GetString(_tail);

    /// <summary>The digest of all that has passed.</summary>
    public string Value => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Bytes += bytes.Length;
        byte[] all = bytes.Length >= Kept ? bytes[^Kept..].ToArray() : [.. _tail, .. bytes];
        _tail = all.Length > Kept ? all[^Kept..] : all;
    }

    public void Dispose() => _hash.Dispose();
}
