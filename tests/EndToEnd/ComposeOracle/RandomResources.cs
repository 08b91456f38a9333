namespace EndToEnd.ComposeOracle;

/// <summary>Makes networks, volumes, secrets and configs.</summary>
internal sealed class RandomResources(RandomDice dice, RandomScalars scalars)
{
    /// <summary>The sections of a file; some of them may miss something in a wild one.</summary>
    public IEnumerable<(string Section, object? Value)> Make(bool wild)
    {
        yield return ("networks", new RandomMap(("front", Network()), ("back", dice.Chance(50) ? null : Network())));
        var volumes = new RandomMap(("data", dice.Chance(50) ? null : Volume()));
        if (!(wild && dice.Chance(15)))
            volumes.Add("v", Volume());
        volumes.Add("default", null);
        yield return ("volumes", volumes);
        yield return ("secrets", new RandomMap(("secret1", FileObject("secret")), ("secret2", FileObject("secret"))));
        yield return ("configs", new RandomMap(("config1", FileObject("config")), ("config2", FileObject("config"))));
    }

    private RandomMap Network() => dice.Chance(20) ? External() : new RandomMap(dice.Some<(string, object?)>(
        [
            ("name", scalars.Quoted("net-${A:-x}")), ("driver", dice.Pick("bridge", "overlay")), ("driver_opts", new RandomMap(("a", "1"), ("b", "'x'"))),
            ("internal", scalars.Flag()), ("attachable", scalars.Flag()), ("enable_ipv6", scalars.Flag()), ("labels", Labels()),
            ("ipam", new RandomMap(("driver", "default"), ("config", RandomFields.List([new RandomMap(("subnet", dice.Pick("10.0.0.0/24", "10.1.0.0/24")), ("gateway", "10.0.0.1"), ("aux_addresses", new RandomMap(("h", "10.0.0.5"))))])), ("options", new RandomMap(("o", "v"))))),
        ],
        25));

    private RandomMap Volume() => dice.Chance(20) ? External() : new RandomMap(dice.Some<(string, object?)>(
        [
            ("name", "vol"), ("driver", dice.Pick("local", "local", "nfs")), ("driver_opts", new RandomMap(("type", "none"), ("o", "bind"), ("device", scalars.Path()))), ("labels", Labels()),
        ],
        35));

    private RandomMap FileObject(string kind) => dice.Below(7) switch
    {
        0 => External(),
        1 => new RandomMap(("environment", dice.Pick("A", "UNSET", "NUMBER"))),
        2 when kind == "config" => new RandomMap(("content", scalars.Quoted("content ${A:-x}"))),
        3 => new RandomMap(("file", scalars.Path()), ("name", "named"), ("labels", Labels())),
        4 => new RandomMap(("file", scalars.Wrong("f", "''"))),
        5 when kind == "secret" => new RandomMap(("file", "./x"), ("template_driver", "golang")),
        _ => new RandomMap(("file", scalars.Path())),
    };

    private object Labels() => dice.Chance(50)
        ? new RandomMap(("a", scalars.Plain()), ("b", null))
        : RandomFields.List(["a=1", scalars.Quoted("b=${A}"), "c"]);

    private RandomMap External() => dice.Below(4) switch
    {
        0 => new RandomMap(("external", "true"), ("name", "real")),
        1 => new RandomMap(("external", new RandomMap(("name", "old-style")))),
        2 => new RandomMap([("external", "true"), .. dice.Some<(string, object?)>([("driver", "local")], scalars.Wrong("", "x").Length * 100)]),
        _ => new RandomMap(("external", "'true'")),
    };
}
