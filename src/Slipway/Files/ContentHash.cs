using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Slipway;

/// <summary>The SHA-256 of some content.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ContentHash
{
    /// <summary>The bytes of a hash.</summary>
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>The hash of bytes.</summary>
    /// <param name="content">The bytes.</param>
    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(content, hash);
        return Read(hash);
    }

    /// <summary>The hash of a text as UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static ContentHash Of(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The 64 hexadecimal digits, in lower case.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    internal static ContentHash Read(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<ContentHash>(bytes);

    internal void Write(Span<byte> bytes) => MemoryMarshal.Write(bytes, in this);
}
