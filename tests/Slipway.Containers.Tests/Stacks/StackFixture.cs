using Slipway.Containers.Stacks;

namespace Slipway.Containers.Tests.Stacks;

/// <summary>A stack in a temporary folder.</summary>
internal sealed class StackFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.Path;

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public StackFixture With(string path, string text)
    {
        _folder.Write("stacks/shop/" + path, text);
        return this;
    }

    /// <summary>One service 'web' built from a Dockerfile.</summary>
    public StackFixture WithWeb(string dockerfile, string service = "") => With(
        "compose.yaml",
        $$"""
        services:
          web:
            image: shop/web:test
            build: ./web
        {{service}}
        """).With("web/Dockerfile", dockerfile);

    public ContainerStack Load(params string[] profiles) => ContainerStack.Load(new StackOptions
    {
        Folder = Path.Combine(Root, "stacks", "shop"),
        RootFolder = Root,
        Environment = Environment,
        Profiles = profiles.Length > 0 ? profiles : null,
    });

    public string ProblemOf()
    {
        var thrown = Assert.Throws<ProblemException>(() => Load());
        Assert.Equal(ExitCodes.BuildIsWrong, thrown.ExitCode);
        return thrown.Message;
    }

    public void Dispose() => _folder.Dispose();
}
