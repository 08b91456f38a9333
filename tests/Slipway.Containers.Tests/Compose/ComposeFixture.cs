using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

/// <summary>A project's folder with its files.</summary>
public sealed class ComposeFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public static ComposeProject Load(string compose, string? env = null, params (string Name, string Value)[] environment)
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", compose);
        if (env is not null)
            fixture.Write(".env", env);
        return fixture.Load(new ComposeOptions { ProjectFolder = "", Environment = Pairs(environment), ProjectName = "shop" });
    }

    public static string Problems(string compose, string? env = null, params (string Name, string Value)[] environment) =>
        Assert.Throws<ProblemException>(() => Load(compose, env, environment)).Message;

    public static IReadOnlyDictionary<string, string> Pairs(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    public string Write(string name, string text) => _folder.Write(name, text);

    public ComposeProject Load(ComposeOptions options) => ComposeLoader.Load(options with { ProjectFolder = Folder });

    public void Dispose() => _folder.Dispose();
}
