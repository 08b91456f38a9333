using Slipway.Containers.Engine;
using Slipway.Processes;

namespace EndToEnd.Tool;

public sealed class StartingWithRepositories(Machine machine, PackedTool tool)
{
    [Fact]
    public async Task One_service_with_a_Makefile_is_scanned_and_healthy_and_init_changes_nothing_afterwards()
    {
        await using var project = machine.NewProject("init-make");
        project.WriteSmallStack();
        project.Write("Makefile", "IMAGE = web\n\nup: build\n\tdocker compose up -d\n\nbuild:\n\tdocker compose build\n\nlogs:\n\tdocker compose logs -f\n\nfmt:\n\tprettier .\n");

        var init = await SucceedsAsync(tool.RunAsync(project.Stack, "init"));
        var files = Files(project);
        var deployed = await SucceedsAsync(tool.RunBuildAsync(project.Stack, Machine.Trivy is null ? ["Deploy", "--skip", "ScanImages,PrepareTrivy"] : ["Deploy"]));
        var checkedAll = await SucceedsAsync(tool.RunBuildAsync(project.Stack, "Lint"));
        var again = await SucceedsAsync(tool.RunAsync(project.Stack, "init"));

        Assert.Contains("\n3 of 4 commands of the Makefile and scripts were understood: build/migrating.md\n", init.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("| `make up` | `./build.sh Deploy` |", files["build/migrating.md"], StringComparison.Ordinal);
        Assert.Equal(["web healthy"], await StatesAsync(project));
        Assert.Contains("1 of 1 services are ready", deployed.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("done  CheckWorkflows", checkedAll.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("wrote", again.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(files, Files(project).Where(file => files.ContainsKey(file.Key)));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(project.Stack, ".nuke", "temp", "reports"), "index.html", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_database_and_its_migration_described_in_a_folder_below_are_deployed_in_order()
    {
        await using var project = machine.NewProject("init-infra");
        project.Write("app/Dockerfile", $"FROM {Machine.Base}\nCOPY app.sh /app.sh\nLABEL stack={project.StackName}\nCMD [\"sh\", \"/app.sh\", \"serve\"]\n");
        project.Write("app/app.sh", "test \"$1\" = migrate && { echo schema is at 7; exit; }\ntouch /tmp/ready\nexec sleep 3600\n");
        project.Write("ops/local/compose.yaml", $$"""
            name: {{project.StackName}}
            x-app: &app
              build: ../../app
              image: {{project.StackName}}/app
            services:
              db:
                image: {{Machine.Base}}
                command: [sh, -c, "echo $$PASSWORD > /tmp/ready; exec sleep 3600"]
                init: true
                environment: { PASSWORD: "${DB_PASSWORD:-postgres}" }
                healthcheck: { test: [CMD, test, -f, /tmp/ready], interval: 1s }
              migrate:
                <<: *app
                command: [sh, /app.sh, migrate]
                depends_on: { db: { condition: service_healthy } }
              web:
                <<: *app
                init: true
                healthcheck: { test: [CMD, test, -f, /tmp/ready], interval: 1s }
                depends_on: { migrate: { condition: service_completed_successfully } }
            """);

        var start = TimeProvider.System.GetUtcNow();
        await SucceedsAsync(tool.RunAsync(project.Stack, "init"));
        var deployed = await SucceedsAsync(tool.RunAsync(project.Stack, "deploy", "--skip", "ScanImages,PrepareTrivy"));

        Assert.Contains("StackFolder => RootFolder / \"ops/local\";", Files(project)["build/Build.cs"], StringComparison.Ordinal);
        Assert.Contains("services are ready", deployed.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(
            ["db start", "db healthy", "migrate start", "migrate die", "web start", "web healthy"],
            await EventLog.ReadAsync(machine.Engine, project, start, "web healthy"));
    }

    [Fact]
    public async Task Several_Dockerfiles_with_scripts_and_without_an_environment_file_are_deployed()
    {
        await using var project = machine.NewProject("init-several");
        project.Write("api/Dockerfile.prod", $"ARG BASE={Machine.Base}\nFROM ${{BASE}} AS made\nRUN echo {project.StackName} > /made\n\nFROM ${{BASE}}\nCOPY --from=made /made /made\nUSER nobody\nCMD [\"sleep\", \"3600\"]\n");
        project.Write("worker/Dockerfile", $"FROM {Machine.Base}\nCOPY worker/run.sh shared/ /srv/\nLABEL stack={project.StackName}\nENTRYPOINT [\"sh\", \"/srv/run.sh\"]\n");
        project.Write("worker/run.sh", "echo \"working as $NAME\"\nexec sleep 3600\n");
        project.Write("shared/settings.json", "{}\n");
        project.Write(".dockerignore", "**/*.md\nscripts\n");
        project.Write("scripts/stack.sh", "#!/bin/sh\ncase \"$1\" in\n  start) docker-compose up -d ;;\n  stop) docker-compose down ;;\nesac\n");
        project.Write("docker-compose.yml", """
            version: "3.8"
            services:
              api:
                build: { context: ./api, dockerfile: Dockerfile.prod }
                init: true
                restart: unless-stopped
              worker:
                build: { context: ., dockerfile: worker/Dockerfile }
                init: true
                environment:
                  - NAME=${WORKER_NAME:-somebody}
                volumes:
                  - work:/work
            volumes:
              work:
            """);

        await SucceedsAsync(tool.RunAsync(project.Stack, "init"));
        await SucceedsAsync(tool.RunAsync(project.Stack, "deploy", "--skip", "ScanImages,PrepareTrivy"));
        var logs = await SucceedsAsync(tool.RunAsync(project.Stack, "logs", "--service", "worker"));

        Assert.Equal(["api running", "worker running"], await StatesAsync(project));
        Assert.Contains("working as somebody", logs.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("| `scripts/stack.sh start` | `./build.sh Deploy` |", Files(project)["build/migrating.md"], StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project.Stack, ".env")));
    }

    private static async Task<ProcessResult> SucceedsAsync(Task<ProcessResult> running)
    {
        var run = await running;
        Assert.True(run.Succeeded, run.StandardOutput + run.StandardError);
        return run;
    }

    private static async Task<IEnumerable<string>> StatesAsync(Project project) =>
        (await project.ContainersAsync()).Select(container => $"{container.Name[(project.StackName.Length + 1)..^2]} {(container.Health == HealthStatus.None ? "running" : container.Health.ToString().ToLowerInvariant())}");

    private static Dictionary<string, string> Files(Project project) => Directory.EnumerateFiles(project.Stack, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(project.Stack, file))
        .Where(file => !file.StartsWith(".nuke/temp", StringComparison.Ordinal) && file != ".nuke/build.schema.json")
        .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(project.Stack, file)), StringComparer.Ordinal);
}
