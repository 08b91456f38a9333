namespace EndToEnd.Stacks;

/// <summary>
/// The other documents: their commands, page by page, on a copy of the stack that it names, which is Bot Core
/// where it names none. <c>Documents</c> plans all of them with every change.
/// </summary>
// A stack that watches itself is put out by tests beside it.
[Collection(nameof(Alone))]
[Trait("Category", "Deep")]
public sealed class RunningTheDocuments(Machine machine)
{
    private static readonly string[] Stacks = ["bot-core", "thebot", "pyhabot", "quit-smoking-bot", "money-bot"];

    // What they do is done with this repository's own sources, some of it for an hour.
    private static readonly string[] OfThisRepository = ["Lint", "Pack", "Docs", "Test", "TestDeep", "Benchmark", "Compile", "RunTests:Slipway.Tests", "UninstallEngine", "GenerateWorkflows", "CheckWorkflows"];

    // What they need is there in tests of their own: all stacks beside each other, an engine in a swarm, a builder of buildx, a browser.
    private static readonly string[] OfOtherTests = ["all", "swarm", "--builder", "--open", "--install-engine"];

    [Theory]
    [InlineData("bot-core", 55, "DASHBOARD_PORT", "RUST_ENGINE_PORT", "PYTHON_AI_PORT", "RABBITMQ_PORT", "RABBITMQ_UI_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT")]
    [InlineData("thebot", 1, "FRONTEND_PORT", "BACKEND_PORT")]
    [InlineData("pyhabot", 2)]
    [InlineData("quit-smoking-bot", 3)]
    [InlineData("money-bot", 2)]
    public async Task Every_command_does_what_it_says(string name, int least, params string[] ports)
    {
        var commands = Documents.Guides.Where(page => Path.GetFileName(page) != "migrating.md")
            .SelectMany(DocumentedCommands.Of)
            .Where(arguments => IsOf(arguments, name))
            .ToList();
        // Once each, but for those that prepare what comes after them.
        commands = [.. commands.Where((arguments, i) => arguments[0] is "Stop" or "Start" || commands.FindIndex(earlier => earlier.SequenceEqual(arguments)) == i)];
        Assert.InRange(commands.Count, least, 2 * least);

        await using var registry = await Registry.StartAsync();
        await using var stack = StackProject.Of(machine, name, ports);
        await new DocumentedCommands(stack, registry, name).RunAsync(commands);
    }

    private static bool IsOf(string[] arguments, string name)
    {
        if (arguments.Any(argument => argument.StartsWith("--plan", StringComparison.Ordinal) || argument is "--help" or "--completion")
            || OfThisRepository.Contains(arguments[0], StringComparer.Ordinal)
            || arguments.Intersect(OfOtherTests, StringComparer.Ordinal).Any())
        {
            return false;
        }

        return (arguments.Intersect(Stacks, StringComparer.Ordinal).FirstOrDefault() ?? "bot-core") == name;
    }
}
