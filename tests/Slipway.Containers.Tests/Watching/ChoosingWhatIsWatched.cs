using Slipway.Containers.Tests.Stacks;
using Slipway.Containers.Watching;

namespace Slipway.Containers.Tests.Watching;

public sealed class ChoosingWhatIsWatched : IDisposable
{
    private readonly StackFixture _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public void A_Dockerfile_builds_its_image_anew_though_the_context_leaves_it_out()
    {
        _stack.WithWeb("FROM alpine\nCOPY page.txt /\n").With("web/.dockerignore", "*\n!page.txt\n").With("web/page.txt", "hello\n");

        var rules = WatchRules.Of(_stack.Load(), services: null);

        Assert.Equal(["page.txt", "Dockerfile"], Watched(rules, "page.txt", "Dockerfile", "notes.md"));
    }

    [Fact]
    public void One_that_is_sent_with_the_context_is_told_of_once()
    {
        _stack.WithWeb("FROM alpine\nCOPY . /\n");

        var rule = Assert.Single(WatchRules.Of(_stack.Load(), services: null));

        Assert.Equal(["Dockerfile"], Watched([rule], "Dockerfile"));
    }

    [Fact]
    public void A_file_that_a_rule_names_counts_whatever_the_context_leaves_out()
    {
        const string Rules = "    develop: { watch: [{ path: ./web/Dockerfile, action: rebuild }, { path: ./web/src, action: sync, target: /src }] }";
        _stack.WithWeb("FROM alpine\nCOPY src /src\n", Rules).With("web/.dockerignore", "*\n!src\nsrc/*.log\n").With("web/src/main.py", "");

        var rules = WatchRules.Of(_stack.Load(), services: null);

        Assert.Equal(["Dockerfile", "src/main.py"], Watched(rules, "Dockerfile", "src/main.py", "src/a.log", "notes.md"));
    }

    private IEnumerable<string> Watched(IReadOnlyList<WatchRule> rules, params string[] files) =>
        files.Where(file => rules.Any(rule => rule.Concerns(Path.Combine(_stack.Root, "stacks", "shop", "web", file))));
}
