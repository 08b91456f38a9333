namespace Slipway.Tool.Tests;

public sealed class StartingAProject : IDisposable
{
    private readonly ToolFolder _folder = new ToolFolder().With("compose.yaml", "services:\n  a:\n    image: x\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_with_a_compose_file_gets_a_build()
    {
        var run = await _folder.RunAsync("init");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            wrote build/Build.csproj
            wrote build/Build.cs
            wrote build/Directory.Build.props
            wrote build/Directory.Build.targets
            wrote .nuke/parameters.json
            wrote .nuke/.gitignore
            wrote build.sh
            wrote build.ps1
            wrote .github/workflows/deploy.yml

            Next: ./build.sh Deploy --plan shows what would be done, ./build.sh Deploy does it

            """.ReplaceLineEndings("\n"),
            run.Out);
        Assert.Contains("string IHasStack.StackFolder => RootFolder;", Read("build/Build.cs"), StringComparison.Ordinal);
        Assert.Equal(ReadFile(RepositoryFolder.Of("build.sh")), Read("build.sh"));
    }

    [Fact]
    public async Task What_is_there_stays_as_it_is()
    {
        _folder.With("build.sh", "mine\n").With("build/Build.cs", "// mine\n");

        var run = await _folder.RunAsync("init");

        Assert.Contains("kept  build/Build.cs, which is there\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("kept  build.sh, which is there\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(("mine\n", "// mine\n"), (Read("build.sh"), Read("build/Build.cs")));
    }

    [Fact]
    public async Task A_compose_file_below_is_found_where_people_put_it()
    {
        using var folder = new ToolFolder().With("deploy/docker/docker-compose.yml", "services:\n  a:\n    image: x\n");

        await folder.RunAsync("init");

        Assert.Contains("string IHasStack.StackFolder => RootFolder;", ReadFile(folder.PathOf("build/Build.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_compose_file_further_below_is_found_and_of_several_one_must_be_chosen()
    {
        using var folder = new ToolFolder().With("ops/local/compose.yaml", "services:\n  a:\n    image: x\n").With("node_modules/x/compose.yaml", "").With("a/b/c/d/compose.yaml", "");
        using var several = new ToolFolder().With("east/compose.yaml", "").With("west/site/compose.yaml", "");

        var run = await folder.RunAsync("init");
        var refused = await several.RunAsync("init");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("string IHasStack.StackFolder => RootFolder / \"ops/local\";", ReadFile(folder.PathOf("build/Build.cs")), StringComparison.Ordinal);
        Assert.Equal((2, $"error SW0908: several folders below '{several.PathOf(".")[..^2]}' have a compose file\n  east\n  west/site\n  try: go to one of them\n"), (refused.ExitCode, refused.Error));
    }

    [Fact]
    public async Task The_workflow_deploys_from_the_branch_that_is_there_under_a_name_that_is_free()
    {
        _folder.With(".git/HEAD", "ref: refs/heads/master\n").With(".github/workflows/deploy.yaml", "name: mine\n");

        var run = await _folder.RunAsync("init");

        var workflow = Read(".github/workflows/slipway.yml");
        Assert.Contains("wrote .github/workflows/slipway.yml\n", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("# Made from the build class by './build.sh GenerateWorkflows'. Change [GitHubWorkflow(\"slipway\")] there, not this file.\n\nname: slipway\n", workflow, StringComparison.Ordinal);
        Assert.Contains("    branches:\n      - master\n", workflow, StringComparison.Ordinal);
        Assert.Contains("        run: ./build.sh Deploy\n", workflow, StringComparison.Ordinal);
        Assert.Contains("[GitHubWorkflow(\"slipway\", Branches = [\"master\"], Invoke = [nameof(IDeploy.Deploy)])]\ninternal sealed class Build", Read("build/Build.cs"), StringComparison.Ordinal);
        Assert.Equal("name: mine\n", Read(".github/workflows/deploy.yaml"));
        Assert.False(Directory.Exists(_folder.PathOf(".nuke/temp")));
    }

    [Fact]
    public async Task Below_the_root_of_a_repository_there_is_no_workflow()
    {
        _folder.With(".git/HEAD", "ref: refs/heads/main\n").With("services/shop/compose.yaml", "services:\n  a:\n    image: x\n");

        var run = await _folder.RunInAsync("services/shop", "init");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("no workflow: GitHub reads those in the root of the repository only\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("</summary>\ninternal sealed class Build : ", ReadFile(_folder.PathOf("services/shop/build/Build.cs")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("services/shop/.github")));
    }

    [Fact]
    public async Task A_compose_file_that_is_wrong_is_told_and_all_but_the_workflow_is_written()
    {
        using var folder = new ToolFolder().With("compose.yaml", "services:\n  a:\n    imge: x\n");

        var run = await folder.RunAsync("init");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("compose.yaml:3:5", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("not written: .github/workflows/deploy.yml; mend this, then ./build.sh GenerateWorkflows\n", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("build.sh")));
    }

    [Fact]
    public async Task A_folder_without_a_compose_file_is_told()
    {
        using var folder = new ToolFolder();

        var run = await folder.RunAsync("init");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error SW0901: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.PathOf(".")));
    }

    [Fact]
    public async Task Targets_of_a_Makefile_are_understood_by_what_they_run()
    {
        _folder.With("Makefile", """
            COMPOSE := docker compose -f compose.yaml
            .PHONY: build up all
            all: build up

            build: ## builds
            	@docker compose build --parallel
            rebuild:
            	$(COMPOSE) build --no-cache
            up: .env
            	$(COMPOSE) up -d \
            	  --wait
            down: ; $(COMPOSE) down
            purge:
            	-docker compose down -v --remove-orphans
            logs:
            	docker compose logs -f --tail=100
            db-migrate:
            	docker compose exec web python manage.py migrate
            fmt:
            	black . | cat
            %.o: %.c
            	cc -c $<

            """.ReplaceLineEndings("\n"));

        var run = await _folder.RunAsync("init");

        Assert.Contains("\n8 of 9 commands of the Makefile and scripts were understood: build/migrating.md\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(
            """
            # From the old commands to the new ones

            Written by `slipway init` from what the files say; look at each before you delete anything.

            ## Understood

            | before | now | told by |
            |---|---|---|
            | `make all` | `./build.sh Build Deploy` | `runs make build, make up`, Makefile:3 |
            | `make build` | `./build.sh Build` | `docker compose build --parallel`, Makefile:5 |
            | `make rebuild` | `./build.sh BuildClean` | `$(COMPOSE) build --no-cache`, Makefile:7 |
            | `make up` | `./build.sh Deploy` | `$(COMPOSE) up -d  --wait`, Makefile:9 |
            | `make down` | `./build.sh Stop` | `$(COMPOSE) down`, Makefile:12 |
            | `make purge` | `./build.sh Clean --volumes` | `docker compose down -v --remove-orphans`, Makefile:13 |
            | `make logs` | `./build.sh Logs --follow` | `docker compose logs -f --tail=100`, Makefile:15 |
            | `make db-migrate` | `./build.sh Migrate` | `docker compose exec web python manage.py migrate`, Makefile:17 |

            ## Not understood

            They run something that Slipway has no target for. Each can become a target of yours in `build/Build.cs`.

            | before | runs | at |
            |---|---|---|
            | `make fmt` | `black . \| cat` | Makefile:19 |

            """.ReplaceLineEndings("\n"),
            Read("build/migrating.md"));
    }

    [Fact]
    public async Task The_words_of_a_script_are_followed_into_its_functions()
    {
        _folder.With("bot.sh", """
            #!/bin/bash
            # docker compose push in a comment is nothing
            start_all() {
              echo starting
              docker-compose up -d
            }
            function backup {
              docker run --rm -v data:/data alpine tar czf - /data
            }
            while [ $# -gt 0 ]; do
              case "$1" in
                --verbose) V=1 ;;
              esac
            done
            case "$1" in
              start|up)
                start_all
                ;;
              stop) docker-compose down ;;
              backup) backup ;;
              hello) echo hi ;;
              *) usage ;;
            esac

            """.ReplaceLineEndings("\n")).With("scripts/scan.sh", "#!/bin/sh\ntrivy image x\n");

        await _folder.RunAsync("init");

        var page = Read("build/migrating.md");
        foreach (var row in (string[])[
            "| `bot.sh start` | `./build.sh Deploy` | `docker-compose up -d`, bot.sh:16 |",
            "| `bot.sh up` | `./build.sh Deploy` | `docker-compose up -d`, bot.sh:16 |",
            "| `bot.sh stop` | `./build.sh Stop` | `docker-compose down`, bot.sh:19 |",
            "| `bot.sh backup` | `./build.sh BackupVolumes` | `docker run --rm -v data:/data alpine tar czf - /data`, bot.sh:20 |",
            "| `scripts/scan.sh` | `./build.sh ScanImages` | `trivy image x`, scripts/scan.sh:1 |",
            "| `bot.sh hello` | `echo hi` | bot.sh:21 |",
        ])
            Assert.Contains(row + "\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("PushImages", page, StringComparison.Ordinal);
    }

    private string Read(string path) => ReadFile(_folder.PathOf(path));

    private static string ReadFile(string path) => File.ReadAllText(path);
}
