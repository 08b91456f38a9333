namespace EndToEnd.ComposeOracle;

/// <summary>Makes fields of services, in short and long forms.</summary>
internal sealed class RandomFields(RandomDice dice, RandomScalars scalars, IReadOnlyList<string> services)
{
    private static readonly string[] Names = ["A", "B", "C", "D", "UNSET", "com.example.x"];

    public object Pairs(Func<string> value, bool allowsNothing = true)
    {
        var names = dice.Some(Names, 50);
        return dice.Chance(50)
            ? new RandomMap(names.Select(name => (name, allowsNothing && dice.Chance(15) ? null : (object?)value())))
            : List(names.Select(name => scalars.Quoted(dice.Chance(15) && allowsNothing ? name : $"{name}={dice.Pick("1", "v w", "", "a=b", scalars.Interpolation())}")));
    }

    public object Texts(params string[] choices) => List(dice.Some(choices, 50).Select(choice => scalars.Wrong(choice, "5", "true", "[]")));

    public object TextOrTexts(params string[] choices) => dice.Chance(30) ? dice.Pick(choices) : Texts(choices);

    public object? Command() => dice.Below(6) switch
    {
        0 => List(["echo", "\"a b\"", scalars.Text()]),
        1 => scalars.Quoted(dice.Pick("echo a b", "sh -c 'x y'", "echo \"q\" $$x", "a && b", "a; b", "echo 2>x y", "x $$HOME", "run  --x='' end", "a\\ b", "x\"\"y")),
        2 => scalars.Wrong("'true'", "'unclosed \"'", "'a (b'", "5", "'x `y'"),
        3 => "[]",
        4 => null,
        _ => "|\nline one\nline two",
    };

    public object Ports() => List(Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => dice.Chance(60) ? ShortPort() : (object)LongPort()));

    public object Volumes() => List(Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => dice.Chance(60) ? ShortVolume() : (object)LongVolume()));

    public object DependsOn(string self)
    {
        var others = dice.Some(services.TakeWhile(service => service != self), 40);
        if (dice.Chance(3))
            others.Add(dice.Pick(services));
        return dice.Chance(40) ? List(others) : new RandomMap(others.Select(other => (other, (object?)Dependency())));
    }

    public object Networks() => dice.Below(3) switch
    {
        0 => List(dice.Some(["front", "back", "default"], 60)),
        1 => new RandomMap(dice.Some(["front", "back"], 60).Select(network => (network, (object?)null))),
        _ => new RandomMap(dice.Some(["front", "back"], 70).Select(network => (network, (object?)new RandomMap(
            dice.Some<(string, object?)>(
                [("aliases", Texts("one", "two", "${A}")), ("ipv4_address", "10.0.0.9"), ("priority", scalars.Wrong("5", "'5'")), ("mac_address", "'02:00:00:00:00:01'"), ("driver_opts", new RandomMap(("k", "v"), ("n", "5")))],
                40))))),
    };

    public object HealthCheck() => new RandomMap(dice.Some<(string, object?)>(
        [
            ("test", dice.Pick<object>("curl -f http://x", List(["CMD", "a", scalars.Text()]), List(["CMD-SHELL", "x || exit 1"]), List([scalars.Wrong("NONE", "ls")]))),
            ("interval", scalars.Duration()), ("timeout", scalars.Duration()), ("retries", scalars.Integer()), ("start_period", scalars.Duration()),
            ("start_interval", scalars.Duration()), ("disable", scalars.Flag()),
        ],
        55));

    public object Deploy() => new RandomMap(dice.Some<(string, object?)>(
        [
            ("mode", "replicated"), ("labels", Pairs(scalars.Plain)), ("replicas", scalars.Integer()),
            ("update_config", new RandomMap(dice.Some<(string, object?)>([("parallelism", scalars.Integer()), ("delay", scalars.Duration()), ("order", scalars.Wrong("start-first", "other")), ("max_failure_ratio", scalars.Number())], 60))),
            ("resources", new RandomMap(
                ("limits", new RandomMap(dice.Some<(string, object?)>([("cpus", scalars.Number()), ("memory", "64M"), ("pids", scalars.Integer())], 60))),
                ("reservations", new RandomMap(dice.Some<(string, object?)>([("memory", "32M"), ("devices", List([new RandomMap(("capabilities", List(["gpu"])), (dice.Pick("count", "driver"), scalars.Wrong("'2'", "all", "x")))]))], 50))))),
            ("restart_policy", new RandomMap(("condition", "on-failure"), ("delay", scalars.Duration()), ("max_attempts", scalars.Integer()))),
            ("placement", new RandomMap(("constraints", List(["node.role==manager"])), ("preferences", List([new RandomMap(("spread", "x"))])))),
            ("endpoint_mode", "vip"),
        ],
        40));

    public object Files(string kind) => List(dice.Some([$"{kind}1", $"{kind}2"], 70).Select(name => dice.Chance(50)
        ? name
        : (object)new RandomMap([("source", name), .. dice.Some<(string, object?)>([("target", dice.Pick("/t", "t", "/run/secrets/x")), ("uid", "'103'"), ("gid", "'103'"), ("mode", scalars.Wrong(dice.Pick("0440", "288"), "'rw'", "'292'"))], 50)])));

    public object Ulimits() => new RandomMap(dice.Some<(string, object?)>(
        [("nproc", scalars.Wrong("65535", "'65535'", "1.5", "x")), ("nofile", new RandomMap(("soft", scalars.Wrong("20000", "x")), ("hard", "'40000'")))], 70));

    public object Hosts() => dice.Chance(50)
        ? List(dice.Some(["'a=1.1.1.1'", "b:2.2.2.2", "'v6=[::1]'", "'v6b:::1'", "'a=3.3.3.3,4.4.4.4'"], 50))
        : new RandomMap(dice.Some<(string, object?)>([("a", "1.1.1.1"), ("b", "'[::1]'"), ("c", List(["1.1.1.1", "2.2.2.2"]))], 60));

    public object Watch() => new RandomMap(("watch", List(Enumerable.Range(0, 1 + dice.Below(2)).Select(_ => (object)new RandomMap(
        [("path", scalars.Path()), ("action", scalars.Wrong(dice.Pick("rebuild", "sync", "sync+restart", "restart"), "other")), ("target", "/app"), .. dice.Some<(string, object?)>([("ignore", Texts("node_modules/", "'*.tmp'"))], 50)])))));

    public object EnvFiles() => dice.Below(4) switch
    {
        0 => "one.env",
        1 => List(["one.env", "two.env"]),
        2 => List([new RandomMap(("path", "two.env"), ("required", scalars.Flag())), new RandomMap(("path", "missing.env"), ("required", scalars.Wrong("false", "true")))]),
        _ => List(["one.env", new RandomMap(("path", "./two.env"))]),
    };

    public static List<object?> List(IEnumerable<object?> items) => [.. items];

    private RandomMap Dependency() => new(
        [("condition", scalars.Wrong(dice.Pick("service_started", "service_healthy", "service_completed_successfully"), "ready")), .. dice.Some<(string, object?)>([("restart", scalars.Wrong("true", "'yes'")), ("required", scalars.Wrong(dice.Pick("true", "false"), "'true'"))], 40)]);

    private string ShortPort() => scalars.Quoted(scalars.Wrong(
        dice.Pick("80", "8080:80", "127.0.0.1:8080:80", "127.0.0.1::80", "9000-9002:80-82", "8000-8010:80", "53:53/udp", "[::1]:81:80", "${PORT}:80", "98-101", "0.0.0.0:1:1/TCP", "80:80/sctp"),
        "80:80:80:80", "x:80", "80/xyz", "70000:80", "5-3:80", ":", "1-2:1-3", "0", "::1:80:80", "256.1.1.1:80:80"));

    private RandomMap LongPort() => new([("target", scalars.Integer(80)), .. dice.Some<(string, object?)>(
        [("published", scalars.Wrong(dice.Pick("8080", "'8080'", "'8000-8010'"), "true")), ("host_ip", "127.0.0.1"), ("protocol", dice.Pick("tcp", "udp")), ("mode", dice.Pick("host", "ingress")), ("name", "web"), ("app_protocol", "http")], 45)]);

    private string ShortVolume() => scalars.Quoted(scalars.Wrong(
        dice.Pick("/anonymous", "data:/data", "./here:/here", "data:/data2:ro", "~/x:/x:rw,z", "/abs:/abs:Z,rprivate", "../up:/up/", "data:/d:nocopy", ".:/dot", "c:/win:/w", "v:/v", "/a/../b:/c/../d", "${NEVER:-data}:/v2"),
        "a:b:c:d", ":/x", "x:", "''", "undefined:/u"));

    private RandomMap LongVolume() => dice.Below(3) switch
    {
        0 => new RandomMap([("type", "bind"), ("source", scalars.Path()), ("target", "/bind"), .. dice.Some<(string, object?)>([("read_only", scalars.Flag()), ("bind", new RandomMap(("create_host_path", scalars.Flag()), ("propagation", "rslave")))], 50)]),
        1 => new RandomMap([("type", "volume"), ("source", "data"), ("target", dice.Pick("/vol", "/vol/")), .. dice.Some<(string, object?)>([("volume", new RandomMap(("nocopy", scalars.Flag()))), ("consistency", "cached")], 50)]),
        _ => new RandomMap(("type", "tmpfs"), ("target", "/tmp"), ("tmpfs", new RandomMap(("size", scalars.Size()), ("mode", "0777")))),
    };
}
