using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.BuildKit.Tests;

/// <summary>The blocks of the package's README, as they stand there.</summary>
public sealed partial class Samples
{
    [Fact]
    public void Every_block_of_the_readme_compiles()
    {
        var here = Squeezed(File.ReadAllText(Path()));

        var blocks = Block().Matches(File.ReadAllText(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path())!, "..", "..", "src", "Slipway.BuildKit", "README.md")));

        Assert.Equal(3, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(Squeezed(block.Groups["code"].Value), here, StringComparison.Ordinal));
    }

    internal static async Task Build(string token)
    {
        using var client = BuildKitClient.ForSocket();
        var build = new DockerfileBuild
        {
            Context = new FolderContext("./api"),
            Tags = ["shop/api:1.4"],
            Session = new SessionOptions
            {
                SharedKey = "shop/api",
                Secrets = (id, _) => ValueTask.FromResult(id == "token" ? Encoding.UTF8.GetBytes(token) : null),
            },
        };
        var result = await client.SolveAsync(build.ToRequest(), status =>
        {
            foreach (var vertex in status.Vertices.Where(vertex => vertex.Completed is not null))
                Console.WriteLine(vertex.Cached ? $"{vertex.Name}  cached" : vertex.Name);
        });
        Console.WriteLine($"{result.ImageId}, {result.Sent.Sum(context => context.Files)} files sent");
    }

    internal static async Task Fail(BuildKitClient client, DockerfileBuild build)
    {
        try
        {
            await client.SolveAsync(build.ToRequest());
        }
        catch (SolveException e) when (e.Sources is [var lines, ..])
        {
            Console.WriteLine($"{lines.File}:{lines.First}: exit code {e.ExitCode}");
        }
    }

    internal static async Task Elsewhere()
    {
        using var client = new BuildKitClient(async cancellationToken =>
        {
            var tcp = new TcpClient();
            await tcp.ConnectAsync("build.example", 2375, cancellationToken);
            return tcp.GetStream();
        });
        foreach (var record in await client.DiskUsageAsync(["type==exec.cachemount"]))
            Console.WriteLine($"{record.Size} {record.Description}");
    }

    private static string Squeezed(string code) => Space().Replace(code, " ").Trim();

    private static string Path([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
