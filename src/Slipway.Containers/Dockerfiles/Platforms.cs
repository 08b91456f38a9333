using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Platforms such as <c>linux/arm64</c>.</summary>
internal static partial class Platforms
{
    private static readonly string[] Systems =
        ["aix", "android", "darwin", "dragonfly", "freebsd", "illumos", "ios", "js", "linux", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows"];

    private static readonly string[] Architectures =
    [
        "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
        "i386", "x86_64", "x86-64", "aarch64", "armhf", "armel", "armv6l", "armv7l", "amd64p32", "armbe", "arm64be", "mips64p32", "mips64p32le", "ppc", "riscv", "s390", "sparc", "sparc64",
    ];

    /// <summary>The platform of this machine.</summary>
    public static string Own => RuntimeInformation.OSArchitecture switch
    {
        Architecture.Arm64 => "linux/arm64",
        Architecture.Arm => "linux/arm/v7",
        Architecture.S390x => "linux/s390x",
        Architecture.Ppc64le => "linux/ppc64le",
        Architecture.RiscV64 => "linux/riscv64",
        Architecture.X86 => "linux/386",
        _ => "linux/amd64",
    };

    /// <summary>Whether it can be read: a system, an architecture, or both with a variant.</summary>
    public static bool IsReadable(string platform)
    {
        var parts = platform.Split('/');
        if (parts.Length > 3 || !Array.TrueForAll(parts, part => PartPattern().IsMatch(part)))
            return false;
        var only = parts[0].ToLowerInvariant();
        return parts.Length > 1 || only == "macos" || Systems.Contains(only, StringComparer.Ordinal) || Architectures.Contains(only, StringComparer.Ordinal);
    }

    /// <summary>System, architecture and variant; empty where they are not stated.</summary>
    public static (string System, string Architecture, string Variant) Split(string platform)
    {
        var parts = platform.Split('/');
        return (parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]+\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex PartPattern();
}
