using System.Globalization;
using System.Text;
using Benchmarks.Contenders;
using Slipway.Processes;

namespace Benchmarks.Works;

/// <summary>10,000 files of 40 MiB of which none has changed: finding that out.</summary>
internal sealed class UnchangedFiles : IWork
{
    private const int Count = 10_000;
    private const int FileSize = 4 * 1024;
    private const int Many = 100_000;

    private const string Targets = """
        public Target Pack => _ => _.Inputs("data/**").Outputs("packed.txt").Executes(() => (RootFolder / "packed.txt").WriteAllText("packed"));

        public Target Fingerprint => _ => _.Executes(run => Take(run, "data"));

        public Target FingerprintMany => _ => _.Executes(run => Take(run, "many"));

        private void Take(RunContext run, string folder)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            var fingerprint = run.Files.Take(RootFolder / folder, new GlobSet("**"), run.CancellationToken);
            run.Log($"took {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds:0.00000} for {fingerprint.Files.Count} files");
        }
        """;

    public string Name => "files";

    public string Title => "10,000 files, 40 MiB, nothing changed";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        WriteFiles(scratch.PathOf("files/data"), Count, FileSize);
        WriteFiles(scratch.PathOf("files/many"), Many, 64);
        scratch.Write("files/.gitignore", "node_modules/\n.turbo/\n.nuke/\nmany/\nout.txt\npacked.txt\n");
        var build = new GeneratedBuild(scratch, "files");
        var missing = await build.MakeAsync(Targets.Split('\n'), cancellationToken);
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
            build.Contender("`./build.sh Pack`, up to date by its inputs", missing, "Pack") with { Expected = "Pack" },
            build.Contender("their fingerprint, inside the process", missing, "Fingerprint") with { Expected = $"{Count} files", Read = Took, Reach = 0.05 },
            build.Contender($"that of {Many} small files, inside the process", missing, "FingerprintMany") with { Expected = $"{Many} files", Read = Took, Reach = 0.4 },
            new Contender("git status") { Missing = noGit, Command = scratch.Command("files", "git", "status", "--porcelain"), Elsewhere = "0.024 s" },
            new Contender(noTurbo is null ? $"turbo {await scratch.VersionAsync(turbo, ["--version"], cancellationToken)}, cached task" : "turbo")
            {
                Missing = noTurbo,
                Command = scratch.Command("files", turbo, "run", "pack", "--ui=stream", "--no-daemon"),
                Expected = "successful",
                Elsewhere = "0.186 s",
            },
        ];
    }

    private static double Took(ProcessResult result)
    {
        var line = result.Output.Select(output => output.Text).First(text => text.Contains(" took ", StringComparison.Ordinal));
        return double.Parse(line[(line.IndexOf(" took ", StringComparison.Ordinal) + 6)..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    // 100 files a folder, each with its own content.
    private static void WriteFiles(string folder, int count, int size)
    {
        var content = new byte[size];
        for (var i = 0; i < count; i++)
        {
            if (i % 100 == 0)
                Directory.CreateDirectory(Path.Combine(folder, $"d{i / 100:000}"));
            Encoding.ASCII.GetBytes($"{i:000000} ").CopyTo(content, 0);
            File.WriteAllBytes(Path.Combine(folder, $"d{i / 100:000}", $"f{i:000000}.txt"), content);
        }
    }

    private static async Task<string?> MakeTurboAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        scratch.Write("files/package.json", """{ "name": "files", "version": "1.0.0", "private": true, "packageManager": "npm@10.0.0", "scripts": { "pack": "echo packed > out.txt" } }""");
        scratch.Write("files/turbo.json", """{ "tasks": { "pack": { "inputs": ["data/**"], "outputs": ["out.txt"] } } }""");
        var installed = await scratch.RunAsync(scratch.Command("files", "npm", "install", "--save-dev", "--no-audit", "--no-fund", "turbo@2"), cancellationToken);
        return installed.Succeeded ? null : "turbo could not be installed: " + installed.Output.Select(line => line.Text).LastOrDefault(text => text.Contains("error", StringComparison.OrdinalIgnoreCase));
    }
}
