using System.Globalization;
using System.Security.Cryptography;
using Slipway.Processes;

namespace EndToEnd;

public sealed class InstallingAnEngine(Machine machine)
{
    [Fact]
    public async Task An_engine_is_installed_on_request_found_again_and_removed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && Machine.Has("apt-get"), "an engine can only be installed by root, from Debian's packages");
        await using var project = machine.NewProject("engine");
        // Short, since sockets have a place below it; and with a bridge of its own, since the machine's engine has the usual one.
        var name = string.Create(CultureInfo.InvariantCulture, $"sw{RandomNumberGenerator.GetInt32(100_000, 999_999)}");
        var root = Path.Combine(Path.GetTempPath(), name);
        var socket = Path.Combine(Path.GetTempPath(), name + ".sock");
        project.Environment["SLIPWAY_ENGINE_ROOT"] = root;
        project.Environment["SLIPWAY_ENGINE_ARGS"] = $"--iptables=false --ip6tables=false --bridge={name}";
        project.Environment["DOCKER_HOST"] = "unix://" + socket;
        await IpAsync("link", "add", name, "type", "bridge");
        try
        {
            var installed = (await project.RunAsync("PrepareEngine", "--install-engine")).Succeeds();
            var again = (await project.RunAsync("PrepareEngine", "--install-engine")).Succeeds();
            var removed = (await project.RunAsync("--uninstall-engine")).Succeeds();

            Assert.Contains("; --uninstall-engine undoes it", installed.Summary["PrepareEngine"], StringComparison.Ordinal);
            Assert.Equal($"up to date: an engine answers at unix://{socket}", again.Summary["PrepareEngine"]);
            Assert.StartsWith("done", removed.Summary["UninstallEngine"], StringComparison.Ordinal);
            Assert.False(Directory.Exists(root));
            Assert.False(File.Exists(socket));
            Assert.Empty(Processes.Named(root));
            Assert.NotNull(await machine.Engine.PingAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            if (Directory.Exists(root))
                await project.RunAsync("--uninstall-engine");
            // The uninstallation may have taken it along.
            await IpAsync("link", "delete", name);
            File.Delete(root + ".lock");
        }
    }

    [Theory]
    [InlineData("PrepareEngine")]
    [InlineData("Deploy")]
    public async Task Without_an_engine_and_without_the_option_the_message_names_it(string target)
    {
        await using var project = machine.NewProject("none");
        project.WriteSmallStack();
        project.Environment["DOCKER_HOST"] = $"unix://{project.Folder}/no.sock";

        var run = (await project.RunUnscannedAsync(target)).FailsWith(3);

        Assert.StartsWith("error SW", run.Problem, StringComparison.Ordinal);
        Assert.Contains("unix://FOLDER/no.sock", run.Problem, StringComparison.Ordinal);
        Assert.Contains("--install-engine", run.Problem.Split("\n  try: ")[1], StringComparison.Ordinal);
    }

    private static Task<ProcessResult> IpAsync(params string[] arguments) =>
        new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = Machine.Find("ip") ?? "/sbin/ip", Arguments = arguments });
}
