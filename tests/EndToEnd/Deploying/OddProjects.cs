using System.Formats.Tar;

namespace EndToEnd.Deploying;

/// <summary>Files and images that are not what one expects, and names that are not plain letters.</summary>
public sealed class OddProjects(Machine machine)
{
    [Fact]
    public async Task An_environment_file_with_a_mark_carriage_returns_and_quotes_means_to_services_what_it_means_to_compose()
    {
        await using var project = machine.NewProject("dotenv");
        project.WriteCompose($$"""
            services:
              web:
                image: {{Machine.Base}}
                init: true
                environment: { FIRST: "${FIRST}", SINGLE: "${SINGLE}", DOUBLE: "${DOUBLE}", PLAIN: "${PLAIN}", NOTHING: "${NOTHING:-none}", NEVER: "${NEVER:-never}", EXPORTED: "${EXPORTED}" }
                command: ["sh", "-c", "echo \"<$$FIRST|$$SINGLE|$$DOUBLE|$$PLAIN|$$NOTHING|$$NEVER|$$EXPORTED>\"; exec sleep 3600"]
            """);
        project.Write(".env", "\uFEFFFIRST=1\r\nSINGLE='as $it is'\r\nDOUBLE=\"two words\"\r\nPLAIN=plain # told\r\nNOTHING=\r\nexport EXPORTED=ü€\r\n");

        var run = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var log = (await project.RunAsync("Logs")).Succeeds();

        Assert.Equal("done: 1 of 1 services are ready", run.Summary["HealthGate"]);
        Assert.Equal(["      Logs  web-1 | <1|as $it is|two words|plain|none|never|ü€>"], log.Lines("      Logs"));
    }

    [Fact]
    public async Task Names_of_folders_files_and_values_may_be_of_any_script()
    {
        await using var project = machine.NewProject("script");
        var folder = $"grün 日本 {project.StackName}";
        project.Environment["SLIPWAY_STACK"] = folder;
        project.Write($"../{folder}/wéb/Dockerfile", $"FROM {Machine.Base}\nCOPY [\"päge 1.txt\", \"/päge 1.txt\"]\nLABEL stack={project.StackName}\nUSER 1000\nCMD [\"sh\", \"-c\", \"cat '/päge 1.txt' /träge/ключ; exec sleep 3600\"]\n");
        project.Write($"../{folder}/wéb/päge 1.txt", "Straße\n");
        project.Write($"../{folder}/träge/ключ", "замок\n");
        project.Write($"../{folder}/compose.yaml", $$"""
            name: {{project.StackName}}
            services:
              web:
                image: {{project.StackName}}/web:test
                build: ./wéb
                init: true
                environment: { "GRUSS": "Grüße, 世界 🚢" }
                volumes: ["./träge:/träge:ro"]
                healthcheck: { test: ["CMD", "test", "-f", "/päge 1.txt"], interval: 1s, retries: 10 }
            """);

        var first = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var again = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var log = (await project.RunAsync("Logs")).Succeeds();
        var cleaned = (await project.RunAsync("CleanAll", "--yes")).Succeeds();

        Assert.Equal("done: 1 of 1 services are ready", first.Summary["HealthGate"]);
        Assert.StartsWith("up to date", again.Summary["BuildImages:web"], StringComparison.Ordinal);
        Assert.Equal("up to date: all run as planned", again.Summary["ComposeUp"]);
        Assert.Equal(["      Logs  web-1 | Straße", "      Logs  web-1 | замок"], log.Lines("      Logs"));
        Assert.StartsWith("done: 1 containers removed", cleaned.Summary["CleanAll"], StringComparison.Ordinal);
        Assert.Empty(await project.LeftOnEngineAsync());
        Assert.Equal("done: 0 releases", (await project.RunAsync("Releases")).Succeeds().Summary["Releases"]);
    }

    [Fact]
    public async Task An_image_for_another_machine_is_told_before_anything_starts_and_fails_with_the_engines_words()
    {
        await using var project = machine.NewProject("foreign");
        await ImportAsync($"{project.StackName}/foreign:test", "linux/s390x");
        project.WriteCompose($$"""
            services:
              web:
                image: {{project.StackName}}/foreign:test
                command: ["/program"]
            """);

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.Matches("warn  Doctor  SW0475: the image of service 'web' is for s390x, and the engine's machine is [a-z0-9]+\n", run.Output);
        Assert.Matches("^error SW05(03|14|17): ", run.Problem);
        await project.LeavesOnlyAsync("foreign:test");
    }

    // The engine labels what it imports as it is told; the program in it is of no machine at all.
    private async Task ImportAsync(string image, string platform)
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            await writer.WriteEntryAsync(
                new UstarTarEntry(TarEntryType.RegularFile, "program")
                {
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
                    DataStream = new MemoryStream([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 2, 1, 0, .. new byte[56]]),
                },
                TestContext.Current.CancellationToken);
        }

        using var http = EngineHttp.Open(machine.Engine.Endpoint);
        using var content = new ByteArrayContent(tar.ToArray());
        var name = image.Split(':');
        using var answer = await http.PostAsync(new Uri($"v1.41/images/create?fromSrc=-&repo={Uri.EscapeDataString(name[0])}&tag={name[1]}&platform={Uri.EscapeDataString(platform)}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
