namespace EndToEnd.ComposeOracle;

/// <summary>Makes folders up in which compose has to find its files: by names, variables, arguments, and from below.</summary>
internal sealed class RandomPlaces(RandomDice dice)
{
    private static readonly string[] Names =
    [
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml", "prod.yaml", "sub/compose.yaml",
        "sub/docker-compose.yml", "sub/deep/compose.yml", "sub/prod.yaml", "other/compose.yaml",
    ];

    /// <summary>A project that may be found in several ways, or not at all.</summary>
    public ComposeCase Project()
    {
        var project = new ComposeCase { Arguments = [], Folder = dice.Pick("", "", "", "sub", "sub/deep", "other", "My Project_1") };
        foreach (var name in dice.Some(Names, 35).DefaultIfEmpty("compose.yaml"))
            project.Files[name] = File(name);
        foreach (var folder in dice.Some(["", "sub/", "sub/deep/", "other/"], 45))
            project.Files[folder + ".env"] = Environment(folder);
        project.Files["vars.env"] = "A=from-vars\nB=\n";
        project.Files["sub/vars.env"] = "A=from-sub-vars\nCOMPOSE_PROFILES=debug\n";
        // Also folders in which nothing is.
        project.Files["sub/deep/x"] = project.Files["other/x"] = project.Files["My Project_1/x"] = "";
        Arguments(project);
        foreach (var (name, value) in dice.Some([("COMPOSE_FILE", "compose.yaml:prod.yaml"), ("COMPOSE_PROJECT_NAME", "from-process"), ("COMPOSE_PROFILES", "debug"), ("COMPOSE_ENV_FILES", "vars.env"), ("COMPOSE_DISABLE_ENV_FILE", "1"), ("A", "process")], 8))
            project.Variables[name] = value;
        return project;
    }

    private void Arguments(ComposeCase project)
    {
        if (dice.Chance(25))
            project.Arguments.AddRange(["-f", dice.Pick("compose.yaml", "sub/compose.yaml", "../compose.yaml", "prod.yaml", "./sub/../compose.yaml", "none.yaml", "sub")]);
        if (dice.Chance(10))
            project.Arguments.AddRange(["-f", dice.Pick("prod.yaml", "sub/prod.yaml", "other/compose.yaml")]);
        if (dice.Chance(15))
            project.Arguments.AddRange(["--project-directory", dice.Pick(".", "sub", "..", "other", "./sub/deep", "none")]);
        if (dice.Chance(12))
            project.Arguments.AddRange(["--env-file", dice.Pick("vars.env", "sub/vars.env", "../vars.env", "none.env")]);
        if (dice.Chance(5))
            project.Arguments.AddRange(["--env-file", dice.Pick("vars.env", "sub/vars.env")]);
        if (dice.Chance(8))
            project.Arguments.AddRange(["-p", dice.Pick("named", "Named", "x y", "_a", "a-b_1")]);
        if (dice.Chance(10))
            project.Arguments.AddRange(["--profile", dice.Pick("debug", "*", "none", "")]);
    }

    private string File(string name)
    {
        var service = name.Replace('/', '-').Replace(".", "", StringComparison.Ordinal);
        return $"{dice.Pick("", "", "", "name: ${A:-named}\n", "name: of-file\n", "name: ''\n")}services:\n  {dice.Pick("a", service)}:\n    image: ${{A:-none}}/${{COMPOSE_PROJECT_NAME:-x}}\n    build: {dice.Pick(".", "./app", "../up")}\n    labels: {{{service}: \"${{B-unset}}\"}}\n"
            + (dice.Chance(30) ? "  debugged: {image: d, profiles: [debug]}\n" : "");
    }

    private string Environment(string folder) =>
        $"A=env-{folder.TrimEnd('/').Replace('/', '-')}\n{dice.Pick("", "", "", "COMPOSE_FILE=prod.yaml\n", "COMPOSE_FILE=compose.yaml,prod.yaml\nCOMPOSE_PATH_SEPARATOR=,\n", "COMPOSE_PROJECT_NAME=from-env\n", "COMPOSE_PROFILES=debug,x\n", "COMPOSE_PROJECT_NAME=From Env\n", "B=b\n", "COMPOSE_ENV_FILES=vars.env\n")}";
}
