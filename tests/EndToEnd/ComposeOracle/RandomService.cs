namespace EndToEnd.ComposeOracle;

/// <summary>Makes services.</summary>
internal sealed class RandomService(RandomDice dice, RandomScalars scalars, RandomFields fields, bool wild)
{
    /// <summary>A service with a few random fields.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isWhole">Whether it has an image or a build: an override needs none.</param>
    /// <param name="percent">How likely each field is.</param>
    public RandomMap Make(string name, bool isWhole, int percent = 9)
    {
        var service = new RandomMap();
        if (isWhole && !(wild && dice.Chance(3)))
            service.Add(dice.Chance(75) ? "image" : "build", null);
        if (service.Pairs is [("image", _)])
            service.Pairs[0] = ("image", dice.Chance(30) ? scalars.Quoted("repo/${A:-x}:1") : "alpine:3");
        if (service.Pairs is [("build", _)])
            service.Pairs[0] = ("build", Build());
        foreach (var (key, value) in Fields(name))
        {
            if (dice.Chance(percent) && service.Pairs.TrueForAll(pair => pair.Key != key))
                service.Add(key, value());
        }

        // What excludes each other would be refused too often.
        foreach (var (one, other) in (ReadOnlySpan<(string, string)>)[("networks", "network_mode"), ("container_name", "scale"), ("container_name", "deploy"), ("scale", "deploy"), ("cpus", "deploy"), ("mem_limit", "deploy"), ("pids_limit", "deploy"), ("mem_reservation", "deploy")])
        {
            if (service.Pairs.Exists(pair => pair.Key == one) && dice.Chance(85))
                service.Pairs.RemoveAll(pair => pair.Key == other);
        }

        if (wild && dice.Chance(3))
            service.Add(dice.Pick("imag", "unknown", "x", "X-upper"), "1");
        if (wild && dice.Chance(2))
            service.Add("image", "twice");
        return service;
    }

    /// <summary>The fields that a service may have.</summary>
    public IReadOnlyList<string> FieldNames => [.. Fields("").Select(one => one.Key)];

    /// <summary>A value of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="service">The service that has it.</param>
    public object? Field(string field, string service) => Fields(service).First(one => one.Key == field).Value();

    private IEnumerable<(string Key, Func<object?> Value)> Fields(string name) =>
    [
        ("annotations", () => fields.Pairs(scalars.Plain)), ("attach", scalars.Flag), ("build", Build), ("cap_add", () => fields.Texts("ALL", "NET_ADMIN", "ALL")),
        ("cap_drop", () => fields.Texts("ALL", "CHOWN")), ("cgroup", () => scalars.Wrong("host", "mine")), ("cgroup_parent", scalars.Text), ("command", fields.Command),
        ("configs", () => fields.Files("config")), ("container_name", scalars.Text), ("cpu_count", () => scalars.Integer()), ("cpu_percent", () => scalars.Wrong("50", "101", "'20'", "1.5")),
        ("cpu_shares", () => scalars.Integer()), ("cpu_quota", () => scalars.Integer()), ("cpus", scalars.Number), ("cpuset", () => "'0,1'"),
        ("depends_on", () => fields.DependsOn(name)), ("deploy", fields.Deploy), ("device_cgroup_rules", () => fields.Texts("'c 1:3 mr'", "'a 7:* rmw'")),
        ("devices", () => fields.Texts("/dev/a:/dev/b", "/dev/c", "'/dev/d:/dev/e:r'")), ("dns", () => fields.TextOrTexts("8.8.8.8", "9.9.9.9", "''")),
        ("dns_opt", () => fields.Texts("use-vc", "no-tld-query")), ("dns_search", () => fields.TextOrTexts("a.example", "b.example")), ("domainname", scalars.Text),
        ("entrypoint", fields.Command), ("env_file", fields.EnvFiles), ("environment", () => fields.Pairs(scalars.Plain)),
        ("expose", () => RandomFields.List(dice.Some(["3000", "'8000'", "'9000-9001'"], 60))), ("external_links", () => fields.Texts("redis_1", "db:mysql")),
        ("extra_hosts", fields.Hosts), ("group_add", () => RandomFields.List(dice.Some(["mail", "100", "'200'"], 60))), ("healthcheck", fields.HealthCheck),
        ("hostname", scalars.Text), ("init", scalars.Flag), ("ipc", () => dice.Pick("host", "shareable")), ("isolation", scalars.Text), ("labels", () => fields.Pairs(scalars.Plain)),
        ("logging", () => new RandomMap(dice.Some<(string, object?)>([("driver", dice.Pick("json-file", "syslog")), ("options", new RandomMap(("max-size", "10m"), ("max-file", dice.Pick("3", "'3'"))))], 70))),
        ("mac_address", () => "'02:42:ac:11:65:43'"), ("mem_limit", scalars.Size), ("mem_reservation", scalars.Size), ("memswap_limit", scalars.Size),
        ("mem_swappiness", () => scalars.Integer()), ("network_mode", () => dice.Pick("host", "none", "bridge", "\"service:api\"")), ("networks", fields.Networks),
        ("oom_kill_disable", scalars.Flag), ("oom_score_adj", () => scalars.Wrong("-500", "2000", "'100'")), ("pid", () => scalars.Wrong("host", "null")),
        ("pids_limit", () => scalars.Integer()), ("platform", () => "linux/amd64"), ("ports", fields.Ports), ("privileged", scalars.Flag),
        ("profiles", () => fields.Texts("debug", "test", "prod")), ("pull_policy", () => scalars.Wrong(dice.Pick("always", "if_not_present", "missing"), "sometimes")),
        ("read_only", scalars.Flag), ("restart", () => dice.Pick("always", "'no'", "unless-stopped", "on-failure:3")), ("runtime", scalars.Text), ("scale", () => scalars.Integer()),
        ("secrets", () => fields.Files("secret")), ("security_opt", () => fields.Texts("no-new-privileges:true", "label=level:x")), ("shm_size", scalars.Size),
        ("stdin_open", scalars.Flag), ("stop_grace_period", scalars.Duration), ("stop_signal", () => "SIGUSR1"), ("storage_opt", () => new RandomMap(("size", "1G"))),
        ("sysctls", () => fields.Pairs(scalars.Plain)), ("tmpfs", () => fields.TextOrTexts("/run", "/tmp:size=1m", "/var/x")), ("tty", scalars.Flag), ("ulimits", fields.Ulimits),
        ("user", () => scalars.Wrong("'1000:1000'", "1000")), ("userns_mode", () => "host"), ("volumes", fields.Volumes), ("working_dir", scalars.Path),
        ("develop", fields.Watch), ("x-any", () => new RandomMap(("a", scalars.Plain()), ("b", RandomFields.List([scalars.Plain(), scalars.Plain()])))),
        ("post_start", () => RandomFields.List([new RandomMap(("command", fields.Command()), ("user", scalars.Text()))])),
        ("gpus", () => dice.Chance(50) ? "all" : RandomFields.List([new RandomMap(("driver", "nvidia"), ("count", scalars.Wrong("2", "'x'")))])),
        ("blkio_config", () => new RandomMap(("weight", "300"), ("device_read_bps", RandomFields.List([new RandomMap(("path", "/dev/sda"), ("rate", scalars.Size()))])))),
    ];

    private object? Build() => dice.Chance(30) ? scalars.Path() : new RandomMap(dice.Some<(string, object?)>(
        [
            ("context", dice.Pick(scalars.Path(), "https://github.com/a/b.git#main", "git@host:x.git")), ("dockerfile", dice.Pick("Dockerfile.dev", "./sub/Dockerfile")), ("args", fields.Pairs(scalars.Plain)),
            ("labels", fields.Pairs(scalars.Plain)), ("target", scalars.Text()), ("network", "host"), ("cache_from", fields.Texts("a", "b")), ("no_cache", scalars.Flag()),
            ("pull", scalars.Flag()), ("extra_hosts", fields.Hosts()), ("shm_size", scalars.Wrong("64m", "x")), ("secrets", fields.Files("secret")), ("tags", fields.Texts("a:1", "b:2")),
            ("platforms", fields.Texts("linux/amd64", "linux/arm64")), ("additional_contexts", dice.Chance(50) ? new RandomMap(("base", scalars.Path()), ("img", "docker-image://alpine")) : RandomFields.List(["base=./b", scalars.Wrong("img=docker-image://alpine", "nothing")])),
            ("ssh", dice.Pick<object>("[default]", new RandomMap(("default", null)))), ("ulimits", new RandomMap(("nofile", "100"))), ("privileged", scalars.Flag()), ("isolation", "default"),
            ("entitlements", fields.Texts("network.host")),
        ],
        22));
}
