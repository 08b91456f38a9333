using System.Text;
using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>10,000 files of 40 MiB of which none has changed: finding that out.</summary>
internal sealed class UnchangedFiles : IWork
{
    private const int Count = 10_000;
    private const int FileSize = 4 * 1024;

    public string Name => "files";

    public string Title => "10,000 files, 40 MiB, nothing changed";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        WriteFiles(scratch.PathOf("files/src"));
        scratch.Write("files/.gitignore", "node_modules/\n.turbo/\n.nuke/\nout.txt\n");
        var noGit = await scratch.OnceAsync("files-git", async () =>
        {
            foreach (var arguments in new string[][] { ["init", "-q"], ["add", "-A"], ["-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org", "commit", "-q", "-m", "files"] })
            {
                var result = await scratch.RunAsync(scratch.Command("files", "git", arguments), cancellationToken);
                if (!result.Succeeded)
                    return "git failed: " + result.Output.Select(line => line.Text).FirstOrDefault();
            }

            return null;
        });
        var noTurbo = await MakeTurboAsync(scratch, cancellationToken);
        var turbo = scratch.PathOf("files/node_modules/.bin/turbo");
        return
        [
            new Contender("git status") { Missing = noGit, Command = scratch.Command("files", "git", "status", "--porcelain"), Elsewhere = "0.024 s" },
            new Contender(noTurbo is null ? $"turbo {await scratch.VersionAsync(turbo, ["--version"], cancellationToken)}, cached task" : "turbo")
            {
                Missing = noTurbo,
                Command = scratch.Command("files", turbo, "run", "pack", "--ui=stream", "--no-daemon"),
                Expected = "1 cached",
                Elsewhere = "0.186 s",
            },
        ];
    }

    // 100 folders of 100 files, each with its own content.
    private static void WriteFiles(string folder)
    {
        var content = new byte[FileSize];
        for (var i = 0; i < Count; i++)
        {
            if (i % 100 == 0)
                Directory.CreateDirectory(Path.Combine(folder, $"d{i / 100:00}"));
            Encoding.ASCII.GetBytes($"{i:000000} ").CopyTo(content, 0);
            File.WriteAllBytes(Path.Combine(folder, $"d{i / 100:00}", $"f{i:00000}.txt"), content);
        }
    }

    private static async Task<string?> MakeTurboAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        scratch.Write("files/package.json", """{ "name": "files", "version": "1.0.0", "private": true, "packageManager": "npm@10.0.0", "scripts": { "pack": "echo packed > out.txt" } }""");
        scratch.Write("files/turbo.json", """{ "tasks": { "pack": { "inputs": ["src/**"], "outputs": ["out.txt"] } } }""");
        var installed = await scratch.RunAsync(scratch.Command("files", "npm", "install", "--save-dev", "--no-audit", "--no-fund", "turbo@2"), cancellationToken);
        return installed.Succeeded ? null : "turbo could not be installed: " + installed.Output.Select(line => line.Text).LastOrDefault(text => text.Contains("error", StringComparison.OrdinalIgnoreCase));
    }
}
