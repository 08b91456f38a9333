namespace EndToEnd.ComposeOracle;

/// <summary>A project as somebody might have written it: files, variables and arguments, the same for one seed.</summary>
internal sealed class RandomProject : IComposeCase
{
    private readonly RandomDice _dice;
    private readonly RandomScalars _scalars;
    private readonly RandomService _service;
    private readonly RandomResources _resources;
    private readonly List<string> _services;
    private readonly bool _isWild;

    /// <summary>Makes a project up.</summary>
    /// <param name="seed">What it is made of.</param>
    /// <param name="wild">Whether some of it is wrong; in a third of the cases unless given.</param>
    /// <param name="raw">Whether variables are left as they are.</param>
    public RandomProject(int seed, bool? wild = null, bool raw = false)
    {
        _dice = new RandomDice(seed);
        _isWild = _dice.Chance(35);
        _isWild = wild ?? _isWild;
        _scalars = new RandomScalars(_dice, _isWild);
        _services = _dice.Some(["db", "cache", "worker", "x.y", "web_1"], 40);
        _services.Insert(0, "api");
        _service = new RandomService(_dice, _scalars, new RandomFields(_dice, _scalars, _services), _isWild);
        _resources = new RandomResources(_dice, _scalars);
        MakeVariables();
        MakeMain();
        if (_dice.Chance(35))
            MakeOverride();
        if (_dice.Chance(20))
            Arguments.AddRange(["-p", _dice.Pick("shop", "shop", _isWild ? "Bad Name" : "other")]);
        foreach (var profile in _dice.Some(["debug", "test", "*"], 25))
            Arguments.AddRange(["--profile", profile]);
        IsRaw = raw;
        if (_dice.Chance(6))
        {
            Files["vars/other.env"] = "A=from-other\nB='x $A'\nNUMBER=12\nTRUE=yes\nPORT=1\n";
            Arguments.AddRange(["--env-file", "vars/other.env"]);
            if (_dice.Chance(50) && Files.ContainsKey(".env"))
                Arguments.AddRange(["--env-file", ".env"]);
        }
    }

    /// <summary>The files by path below the project's folder.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The variables of the process.</summary>
    public SortedDictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The arguments before <c>config</c>.</summary>
    public List<string> Arguments { get; } = [];

    /// <inheritdoc/>
    public string Folder => "";

    /// <inheritdoc/>
    public bool IsRaw { get; }

    private void MakeVariables()
    {
        foreach (var (name, value) in _dice.Some([("A", "alpha"), ("B", ""), ("NUMBER", "42"), ("TRUE", "true"), ("PORT", "8443"), ("DOLLAR", "a$b"), ("COMPOSE_PROFILES", "test")], 25))
            Variables[name] = value;
        if (_dice.Chance(75))
            Files[".env"] = string.Concat(_dice.Some(RandomEnvironment.Lines, 55).Prepend("NUMBER=7\nTRUE=true\nPORT=9090\nA=from-env\n")) + (_isWild && _dice.Chance(15) ? _dice.Pick(RandomEnvironment.WrongLines) : "");
        Files["one.env"] = string.Concat(_dice.Some(RandomEnvironment.Lines, 40));
        Files["two.env"] = string.Concat(_dice.Some(RandomEnvironment.Lines, 30)) + "LAST=$A";
        if (!Files.ContainsKey(".env"))
            (Variables["NUMBER"], Variables["TRUE"], Variables["PORT"], Variables["A"]) = ("5", "on", "77", "x");
    }

    private void MakeMain()
    {
        var file = new RandomMap();
        if (_dice.Chance(25))
            file.Add("name", _scalars.Quoted(_dice.Pick("named", "Named_1", "${A:-x}", "na-me")));
        if (_dice.Chance(15))
            file.Add("version", _scalars.Wrong("'3.8'", "3.8"));
        var common = _dice.Chance(40);
        if (common)
        {
            file.Add("x-common", Anchored("common", _service.Make("api", isWhole: false, percent: 6)));
            file.Add("x-more", Anchored("more", new RandomMap(("restart", "always"), ("labels", new RandomMap(("from", "more"))))));
        }

        if (_dice.Chance(15))
            MakeInclude(file);
        var services = new RandomMap();
        foreach (var name in _services)
        {
            var service = _service.Make(name, isWhole: true);
            if (common && _dice.Chance(50))
                service.Pairs.Insert(_dice.Below(service.Pairs.Count + 1), ("<<", _dice.Pick<object>("*common", "*more", "[*more, *common]")));
            services.Add(name, service);
        }

        if (_dice.Chance(25))
            MakeExtends(services);
        if (_isWild && _dice.Chance(4))
            services.Add(_dice.Pick("bad name", "7.0", "api", "true"), new RandomMap(("image", "x")));
        file.Add("services", services);
        foreach (var (section, value) in _resources.Make(_isWild))
            file.Add(section, value);
        if (_dice.Chance(10))
            file.Add("x-top", new RandomMap(("k", _scalars.Plain()), ("l", RandomFields.List([_scalars.Plain()]))));
        Files["compose.yaml"] = Spoilt(new RandomYaml(_dice).Write(file));
    }

    private static RandomMap Anchored(string anchor, RandomMap map)
    {
        map.Prefix = $"&{anchor} ";
        return map;
    }

    private void MakeExtends(RandomMap services)
    {
        var target = _dice.Pick(_services);
        if (_dice.Chance(50))
        {
            var service = _service.Make("web", isWhole: false);
            service.Add("extends", _dice.Chance(50) ? target : new RandomMap(("service", _scalars.Wrong(target, "nobody", "web"))));
            services.Add("web", service);
            return;
        }

        var child = _service.Make("child", isWhole: false);
        child.Add("extends", new RandomMap(("file", _scalars.Wrong("base/base.yaml", "missing.yaml")), ("service", "base")));
        if (_dice.Chance(25))
            child.Add("ports", Tagged("!reset", RandomFields.List([])));
        services.Add("child", child);
        var bases = new RandomMap(("base", _service.Make("base", isWhole: true, percent: 8)));
        if (_dice.Chance(30))
        {
            ((RandomMap)bases.Pairs[0].Value!).Add("extends", "root");
            bases.Add("root", _service.Make("root", isWhole: true, percent: 6));
        }

        // What a base names must be there in the file that extends it.
        Files["base/base.yaml"] = new RandomYaml(_dice).Write(new RandomMap(("services", bases)));
    }

    private void MakeInclude(RandomMap file)
    {
        var included = new RandomMap(("services", new RandomMap((_dice.Chance(90) ? "included" : "api", _service.Make("included", isWhole: true, percent: 6)))));
        foreach (var (section, value) in _dice.Chance(15) ? _resources.Make(wild: false) : [])
            included.Add(section, value);
        Files["sub/compose.yaml"] = new RandomYaml(_dice).Write(included);
        if (_dice.Chance(50))
            Files["sub/.env"] = "A=from-sub\nSUB=1\nUNSET=set-in-sub\n";
        Files["sub/inc.env"] = "A=inc\nB=inc-b\n";
        file.Add("include", RandomFields.List([_dice.Below(4) switch
        {
            0 => "sub/compose.yaml",
            1 => new RandomMap(("path", "sub/compose.yaml"), ("project_directory", ".")),
            2 => new RandomMap(("path", RandomFields.List(["sub/compose.yaml"])), ("env_file", "sub/inc.env")),
            _ => _scalars.Wrong("./sub/compose.yaml", "missing.yaml", "compose.yaml", "5"),
        }]));
    }

    private void MakeOverride()
    {
        var services = new RandomMap();
        foreach (var name in _dice.Some(_services, 60))
        {
            var service = _service.Make(name, isWhole: false, percent: 12);
            if (_dice.Chance(15))
                Tag(service, _dice.Pick("!reset", "!override"));
            services.Add(name, service);
        }

        if (services.Pairs.Count == 0)
            services.Add("api", new RandomMap(("user", "x")));
        var file = new RandomMap(("services", services));
        if (_dice.Chance(30))
        {
            foreach (var (section, value) in _resources.Make(_isWild))
                file.Add(section, value);
        }

        var text = new RandomYaml(_dice).Write(file);
        if (_dice.Chance(50))
        {
            Files["compose.override.yaml"] = text;
        }
        else if (_dice.Chance(20))
        {
            Files["compose.yaml"] += "---\n" + text;
        }
        else
        {
            Files["over/prod.yaml"] = text;
            if (_dice.Chance(25))
                Variables["COMPOSE_FILE"] = "compose.yaml:over/prod.yaml";
            else
                Arguments.AddRange(["-f", "compose.yaml", "-f", "over/prod.yaml"]);
        }
    }

    private void Tag(RandomMap service, string tag)
    {
        if (service.Pairs.Count == 0)
            return;
        var i = _dice.Below(service.Pairs.Count);
        if (Tagged(tag, service.Pairs[i].Value) is { } value)
            service.Pairs[i] = (service.Pairs[i].Key, value);
    }

    /// <summary>The value with a tag before it; <see langword="null"/> where it can have none.</summary>
    public static object? Tagged(string tag, object? value) => value switch
    {
        null => tag == "!reset" ? "!reset null" : null,
        string text => text.Contains('\n', StringComparison.Ordinal) || text.StartsWith('*') ? text : $"{tag} {text}",
        RandomMap map => new RandomMap(map.Pairs) { Prefix = tag + " " },
        List<object?> { Count: 0 } => $"{tag} []",
        _ => value,
    };

    // What people do to files by hand.
    private string Spoilt(string text) => !_isWild || !_dice.Chance(12) ? text : _dice.Below(9) switch
    {
        0 => text.Replace("services:", "servces:", StringComparison.Ordinal),
        1 => text + "networks:\n  late: {}\n",
        2 => text.Replace("  ", "\t", StringComparison.Ordinal),
        3 => text[..(text.Length / 2)],
        4 => "api:\n  image: x\n",
        5 => text + "---\n",
        6 => "# nothing\n",
        7 => "- a list\n",
        _ => text + "x-odd: *nowhere\n",
    };
}
