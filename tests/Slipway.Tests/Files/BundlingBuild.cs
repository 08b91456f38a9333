namespace Slipway.Tests.Files;

/// <summary>A build whose targets say which files they read and write, and count how often they do.</summary>
internal sealed class BundlingBuild : SlipwayBuild
{
    [Parameter("How much is bundled.")]
    int Level => Get(1);

    [Parameter("Opens the door.")]
    Secret? Token => Get<Secret>();

    public bool Fails { get; init; }

    public Action? Edits { get; init; }

    public int Bundled { get; private set; }

    public List<string> Packed { get; } = [];

    public string Joined { get; private set; } = "";

    Target Bundle => _ => _
        .Requires(() => Level)
        .Inputs("src/**/*.py")
        .Outputs("dist/*.py")
        .Executes(() =>
        {
            Bundled++;
            foreach (var file in (RootFolder / "src").Glob("*.py"))
                (RootFolder / "dist" / file.Name).WriteAllText("bundled " + file.ReadAllText());
            Edits?.Invoke();
            if (Fails)
                throw new ProblemException(new Problem("X", "on purpose"));
        });

    Target Publish => _ => _
        .DependsOn(Bundle)
        .Inputs("dist")
        .Executes(() => { });

    Target Tools => _ => _
        .Inputs("src")
        .Outputs("tools")
        .Executes(() =>
        {
            var tool = (RootFolder / "tools/run").WriteAllText("#!/bin/sh");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(tool, (UnixFileMode)0x1ED);
            File.Delete(RootFolder / "tools/link");
            File.CreateSymbolicLink(RootFolder / "tools/link", "run");
        });

    Target<string, AbsolutePath> Pack => _ => _
        .ForEach(() => ["a.py", "b.py"])
        .Inputs(name => ["src/" + name])
        .Outputs(name => [$"dist/{name}.pack"])
        .Gives(name => RootFolder / $"dist/{name}.pack")
        .Executes((name, run) =>
        {
            lock (Packed)
                Packed.Add(name);
            return Task.FromResult((RootFolder / $"dist/{name}.pack").WriteAllText(name));
        });

    Target Join => _ => _
        .DependsOn(Pack)
        .Executes(run => Joined = $"{run.ResultOf(Pack, "a.py").RelativeTo(RootFolder)}+{run.ResultOf(Pack, "b.py").RelativeTo(RootFolder)}");

    Target Upload => _ => _
        .Requires(() => Token)
        .Inputs("src")
        .Executes(() => { });
}
