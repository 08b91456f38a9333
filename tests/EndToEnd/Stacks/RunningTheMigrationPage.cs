using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace EndToEnd.Stacks;

/// <summary><c>docs/migrating.md</c>: the commands of its rows, one after the other on a copy of their stack.</summary>
// A stack that watches itself is put out by tests beside it.
[Collection(nameof(Alone))]
[Trait("Category", "Deep")]
public sealed partial class RunningTheMigrationPage(Machine machine)
{
    private static readonly string[] WantsContainers = ["Restart", "Health", "Logs", "Shell", "Watchdog", "BackupVolumes", "Status", "Migrate"];

    [Theory]
    [InlineData("bot-core", 27, "DASHBOARD_PORT", "RUST_ENGINE_PORT", "PYTHON_AI_PORT", "RABBITMQ_PORT", "RABBITMQ_UI_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT")]
    [InlineData("thebot", 9, "FRONTEND_PORT", "BACKEND_PORT")]
    [InlineData("pyhabot", 8)]
    [InlineData("quit-smoking-bot", 6)]
    [InlineData("money-bot", 7)]
    public async Task Every_row_does_what_it_says(string name, int least, params string[] ports)
    {
        await using var registry = await Registry.StartAsync();
        await using var stack = StackProject.Of(machine, name, ports);
        foreach (var variable in (string[])["PYHABOT_NAME", "SYSTEM_NAME", "MONEY_BOT_NAME"])
            stack.Set(variable, stack.Project.StackName);
        stack.Set("BOT_NETWORK_SUBNET", string.Create(CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(150, 250)}.{RandomNumberGenerator.GetInt32(256)}.0/24"));
        stack.Set("RABBITMQ_HEALTH_INTERVAL", "3s");
        stack.Set("DJANGO_SUPERUSER_USERNAME", "root");
        stack.Set("DJANGO_SUPERUSER_PASSWORD", "correct-horse-battery");
        foreach (var secret in (string[])["discord_token", "telegram_token", "notion_token"])
            stack.Project.Write($"secrets/{secret}.txt", name == "pyhabot" ? "a token\n" : "");
        var page = await File.ReadAllTextAsync(Path.Combine(Machine.Repository, "docs", "migrating.md"), TestContext.Current.CancellationToken);
        var commands = Command.Matches(page).Select(match => match.Groups["arguments"].Value.Split(' ')).Where(arguments => arguments.Contains(name, StringComparer.Ordinal)).ToList();
        Assert.InRange(commands.Count, least, 2 * least);

        var isUp = false;
        foreach (var command in commands)
        {
            var arguments = command.Where(argument => argument != "--stack" && argument != name)
                .Select(argument => argument.Replace("registry.example.org", registry.Host, StringComparison.Ordinal)).ToArray();
            if (!isUp && WantsContainers.Contains(arguments[0], StringComparer.Ordinal))
                await stack.DeployAsync();
            isUp = arguments[0] is "Deploy" or "Start" || WantsContainers.Contains(arguments[0], StringComparer.Ordinal);
            await RunAsync(stack, arguments);
        }

        // The names that images were pushed under stay.
        (await stack.Project.RunAsync("Clean", "--volumes")).Succeeds();
        Assert.DoesNotContain(await stack.Project.LeftOnEngineAsync(), left => !left.StartsWith($"image {registry.Host}/", StringComparison.Ordinal));
    }

    private static async Task RunAsync(StackProject stack, string[] arguments)
    {
        switch (arguments)
        {
            case ["Dev", ..]:
                // The services of production have its ports.
                (await stack.Project.RunAsync("Stop")).Succeeds();
                await UntilAsync("watching; Ctrl-C ends it");
                (await stack.Project.RunAsync(["Stop", .. arguments[1..]])).Succeeds();
                break;
            case ["Watchdog", ..]:
                await UntilAsync("watching '");
                break;
            case ["Logs", .., "--follow"]:
                await UntilAsync("| ");
                break;
            case ["ScanImages", ..]:
                // What a scan with today's database finds is not what is tested.
                stack.Project.CutOff();
                (await stack.Project.RunAsync(arguments)).Succeeds();
                foreach (var variable in stack.Project.Environment.Keys.Where(variable => variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)).ToList())
                    stack.Project.Environment.Remove(variable);
                break;
            case ["Shell", ..]:
                (await stack.Project.RunAsync([.. arguments, "--command", "true"])).Succeeds();
                break;
            case ["CleanAll", ..]:
                (await stack.Project.RunAsync([.. arguments, "--yes"])).Succeeds();
                break;
            case ["Deploy" or "PushImages" or "StackTest" or "Migrate", ..]:
                (await stack.Project.RunUnscannedAsync(arguments)).Succeeds();
                break;
            default:
                (await stack.Project.RunAsync(arguments)).Succeeds();
                break;
        }

        async Task UntilAsync(string said)
        {
            var running = stack.Project.Start(arguments);
            await running.SaysAsync(said);
            await running.SignalAsync("INT");
            (await running.Completion).FailsWith(130);
        }
    }

    [GeneratedRegex(@"`\./build\.sh (?<arguments>[^`]+)`", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Command { get; }
}
