using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace EndToEnd.Stacks;

/// <summary>A copy of one of the repository's stacks, on which the commands that the documents show are run.</summary>
internal sealed partial class DocumentedCommands
{
    private static readonly string[] WantsContainers = ["Restart", "Health", "Logs", "Shell", "Watchdog", "BackupVolumes", "Status", "Migrate", "Rollback"];

    private readonly StackProject _stack;
    private readonly Registry _registry;
    private readonly string _name;
    private bool _isUp;

    public DocumentedCommands(StackProject stack, Registry registry, string name)
    {
        (_stack, _registry, _name) = (stack, registry, name);
        foreach (var variable in (string[])["PYHABOT_NAME", "SYSTEM_NAME", "MONEY_BOT_NAME"])
            stack.Set(variable, stack.Project.StackName);
        stack.Set("BOT_NETWORK_SUBNET", string.Create(CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(150, 250)}.{RandomNumberGenerator.GetInt32(256)}.0/24"));
        stack.Set("RABBITMQ_HEALTH_INTERVAL", "3s");
        stack.Set("DJANGO_SUPERUSER_USERNAME", "root");
        stack.Set("DJANGO_SUPERUSER_PASSWORD", "correct-horse-battery");
        foreach (var secret in (string[])["discord_token", "telegram_token", "notion_token"])
            stack.Project.Write($"secrets/{secret}.txt", name == "pyhabot" ? "a token\n" : "");
    }

    /// <summary>The arguments of each <c>./build.sh</c> that a document shows, as they stand.</summary>
    public static IEnumerable<string[]> Of(string document) =>
        from match in Command.Matches(File.ReadAllText(Path.Combine(Machine.Repository, document)))
        let command = match.Groups["arguments"].Value.Split('#')[0].Trim()
        where !command.Contains('…', StringComparison.Ordinal)
        select command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs commands one after the other, and removes the stack; nothing stays on the engine but the names that images were pushed under.</summary>
    public async Task RunAsync(IEnumerable<string[]> commands)
    {
        await _stack.Project.MakeRepositoryAsync("v1.3.0");
        foreach (var command in commands)
            await RunAsync(command);
        (await _stack.Project.RunAsync("Clean", "--volumes")).Succeeds();
        Assert.DoesNotContain(await _stack.Project.LeftOnEngineAsync(), left => !left.StartsWith($"image {_registry.Host}/", StringComparison.Ordinal));
    }

    // As somebody would who reads it there: one that is about containers finds the stack deployed.
    private async Task RunAsync(string[] command)
    {
        string[] arguments = [.. command.Where(argument => argument != "--stack" && argument != _name).Select(AtHand)];
        if (!_isUp && WantsContainers.Contains(arguments[0], StringComparer.Ordinal))
            await _stack.DeployAsync();
        _isUp = arguments[0] is "Deploy" or "Start" || WantsContainers.Contains(arguments[0], StringComparer.Ordinal);
        switch (arguments)
        {
            case [.., "--plan" or "--plan=json" or "--plan=mermaid"]:
                (await _stack.Project.RunAsync(arguments)).Succeeds();
                break;
            case ["Dev", ..]:
                // The services of production have its ports.
                (await _stack.Project.RunAsync("Stop")).Succeeds();
                await UntilAsync(arguments, "watching; Ctrl-C ends it");
                (await _stack.Project.RunAsync(["Stop", .. arguments[1..]])).Succeeds();
                break;
            case ["Watchdog", ..] when !arguments.Contains("--for", StringComparer.Ordinal):
                await UntilAsync(arguments, "watching '");
                break;
            case ["Logs", .., "--follow"]:
                await UntilAsync(arguments, "| ");
                break;
            case [.., "ScanImages", "--events", _] or ["ScanImages" or "Scan", ..]:
                await RunCutOffAsync(arguments);
                break;
            case ["Shell", ..] when !arguments.Contains("--command", StringComparer.Ordinal):
                (await _stack.Project.RunAsync([.. arguments, "--command", "true"])).Succeeds();
                break;
            case ["CleanAll", ..]:
                (await _stack.Project.RunAsync([.. arguments, "--yes"])).Succeeds();
                break;
            case ["Deploy" or "Push" or "PushImages" or "StackTest" or "Migrate", ..] when !arguments.Contains("--skip", StringComparer.Ordinal):
                (await _stack.Project.RunUnscannedAsync(arguments)).Succeeds();
                break;
            default:
                (await _stack.Project.RunAsync(arguments)).Succeeds();
                break;
        }
    }

    // The registries of the documents are made up; there is one.
    private string AtHand(string argument) => MadeUpRegistry.Replace(argument, _registry.Host);

    // What a scan with today's database finds is not what is tested.
    private async Task RunCutOffAsync(string[] arguments)
    {
        _stack.Project.CutOff();
        (await _stack.Project.RunAsync(arguments)).Succeeds();
        foreach (var variable in _stack.Project.Environment.Keys.Where(variable => variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)).ToList())
            _stack.Project.Environment.Remove(variable);
    }

    private async Task UntilAsync(string[] arguments, string said)
    {
        var running = _stack.Project.Start(arguments);
        await running.SaysAsync(said);
        await running.SignalAsync("INT");
        (await running.Completion).FailsWith(130);
    }

    [GeneratedRegex(@"\./build\.sh (?<arguments>[^`\n|]+)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Command { get; }

    [GeneratedRegex(@"(registry|other)\.example(\.org)?", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex MadeUpRegistry { get; }
}
