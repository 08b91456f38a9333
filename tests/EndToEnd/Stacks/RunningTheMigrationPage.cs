namespace EndToEnd.Stacks;

/// <summary><c>docs/migrating.md</c>: the commands of its rows, one after the other on a copy of their stack.</summary>
// A stack that watches itself is put out by tests beside it.
[Collection(nameof(Alone))]
[Trait("Category", "Deep")]
public sealed class RunningTheMigrationPage(Machine machine)
{
    [Theory]
    [InlineData("bot-core", 27, "DASHBOARD_PORT", "RUST_ENGINE_PORT", "PYTHON_AI_PORT", "RABBITMQ_PORT", "RABBITMQ_UI_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT")]
    [InlineData("thebot", 9, "FRONTEND_PORT", "BACKEND_PORT")]
    [InlineData("pyhabot", 8)]
    [InlineData("quit-smoking-bot", 6)]
    [InlineData("money-bot", 7)]
    public async Task Every_row_does_what_it_says(string name, int least, params string[] ports)
    {
        var commands = DocumentedCommands.Of("docs/migrating.md").Where(arguments => arguments.Contains(name, StringComparer.Ordinal)).ToList();
        Assert.InRange(commands.Count, least, 2 * least);

        await using var registry = await Registry.StartAsync();
        await using var stack = StackProject.Of(machine, name, ports);
        await new DocumentedCommands(stack, registry, name).RunAsync(commands);
    }
}
