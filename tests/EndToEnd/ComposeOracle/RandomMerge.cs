namespace EndToEnd.ComposeOracle;

/// <summary>Makes projects whose files say the same fields in different forms: overrides, extended files, both.</summary>
internal sealed class RandomMerge
{
    private readonly RandomDice _dice;
    private readonly RandomService _service;
    private readonly RandomResources _resources;

    public RandomMerge(RandomDice dice)
    {
        _dice = dice;
        var scalars = new RandomScalars(dice, wild: false);
        _service = new RandomService(dice, scalars, new RandomFields(dice, scalars, ["db", "cache", "api"]), wild: false);
        _resources = new RandomResources(dice, scalars);
    }

    /// <summary>A project.</summary>
    public ComposeCase Project()
    {
        var fields = Enumerable.Range(0, 1 + _dice.Below(3)).Select(_ => _dice.Pick(_service.FieldNames)).Distinct(StringComparer.Ordinal).ToList();
        var api = Service(fields);
        api.Pairs.Insert(0, ("image", "x"));
        var project = ComposeCase.Of("");
        if (_dice.Chance(30))
            Extend(project, api, fields);
        var services = new RandomMap(("db", Image()), ("cache", Image()), ("api", api));
        project.Files["compose.yaml"] = Write(services, resources: true);
        var over = Service(fields);
        Tag(over);
        project.Files["over.yaml"] = Write(new RandomMap(("api", over)), resources: _dice.Chance(30));
        project.Arguments.AddRange(["-f", "compose.yaml", "-f", "over.yaml"]);
        if (_dice.Chance(20))
        {
            project.Files["third.yaml"] = Write(new RandomMap(("api", Service(fields))), resources: false);
            project.Arguments.AddRange(["-f", "third.yaml"]);
        }

        (project.Files["one.env"], project.Files["two.env"]) = ("A=1\n", "B=$A\n");
        (project.Variables["A"], project.Variables["NUMBER"], project.Variables["TRUE"], project.Variables["PORT"]) = ("alpha", "4", "true", "81");
        return project;
    }

    private static RandomMap Image() => new(("image", "x"));

    private RandomMap Service(List<string> fields) => new(fields.Where(_ => _dice.Chance(85)).Select(field => (field, _service.Field(field, "api"))));

    private void Extend(ComposeCase project, RandomMap api, List<string> fields)
    {
        var below = Service(fields);
        Tag(below);
        if (_dice.Chance(50))
            below.Add("image", "below");
        api.Add("extends", new RandomMap(("file", "below/base.yaml"), ("service", "base")));
        project.Files["below/base.yaml"] = Write(new RandomMap(("base", below)), resources: false);
        project.Files["below/one.env"] = project.Files["below/two.env"] = "C=3\n";
    }

    private void Tag(RandomMap service)
    {
        for (var i = 0; i < service.Pairs.Count; i++)
        {
            if (_dice.Chance(15))
                service.Pairs[i] = (service.Pairs[i].Key, RandomProject.Tagged(_dice.Pick("!reset", "!override"), service.Pairs[i].Value) ?? service.Pairs[i].Value);
        }
    }

    private string Write(RandomMap services, bool resources)
    {
        var file = new RandomMap(("services", services));
        foreach (var (section, value) in resources ? _resources.Make(wild: false) : [])
            file.Add(section, value);
        return new RandomYaml(_dice).Write(file);
    }
}
