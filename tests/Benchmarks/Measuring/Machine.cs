using System.Globalization;
using System.Runtime.InteropServices;
using Benchmarks.Contenders;

namespace Benchmarks.Measuring;

/// <summary>What the numbers were measured on.</summary>
/// <param name="Facts">Names and values.</param>
internal sealed record Machine(IReadOnlyList<(string Name, string Value)> Facts)
{
    public static async Task<Machine> ReadAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var facts = new List<(string, string)>
        {
            ("measured", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("processor", $"{Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores"),
            ("memory", Field("/proc/meminfo", "MemTotal") is { } total ? $"{long.Parse(total.Split(' ')[0], CultureInfo.InvariantCulture) / 1024 / 1024} GiB" : "unknown"),
            ("system", $"{Field("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? RuntimeInformation.OSDescription}, {Environment.OSVersion.VersionString}"),
            ("load when it began", File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ')[0] : "unknown"),
            (".NET", RuntimeInformation.FrameworkDescription),
        };
        foreach (var (name, program, argument) in new[] { ("make", "make", "--version"), ("git", "git", "--version"), ("node", "node", "--version"), ("bash", "bash", "--version") })
            facts.Add((name, await scratch.VersionAsync(program, [argument], cancellationToken) ?? "not here"));
        return new Machine(facts);
    }

    private static string? Field(string file, string name) =>
        !File.Exists(file) ? null : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line ? line[(line.IndexOfAny([':', '=']) + 1)..].Trim() : null;
}
