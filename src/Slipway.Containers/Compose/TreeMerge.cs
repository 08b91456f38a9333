namespace Slipway.Containers.Compose;

/// <summary>Lays one tree over another, field by field as the specification says.</summary>
/// <param name="problems">Takes what cannot be merged.</param>
internal sealed class TreeMerge(List<Problem> problems)
{
    /// <summary>The merged tree.</summary>
    /// <param name="under">The earlier one.</param>
    /// <param name="over">The later one: it wins.</param>
    /// <param name="shape">What is known about both.</param>
    /// <param name="path">Their place in the structure, for messages.</param>
    public YamlValue Merge(YamlValue under, YamlValue over, Shape? shape, string path) => shape?.Merge switch
    {
        MergeRule.Replace => over,
        MergeRule.Pairs => YamlSequences.Joined(under, over),
        MergeRule.Hosts => YamlSequences.Joined(under, over, onlyNew: true),
        MergeRule.Build => Entries(Named(under, "context"), Named(over, "context"), shape, path),
        MergeRule.DependsOn => Entries(Keyed(under, Dependency), Keyed(over, Dependency), shape, path),
        MergeRule.Networks => Entries(Keyed(under, item => Yaml.Nothing(item.Place)), Keyed(over, item => Yaml.Nothing(item.Place)), shape, path),
        MergeRule.Logging => Logging(under, over, shape, path),
        MergeRule.AddressPools when under is YamlSequence pools && over is YamlSequence others => AddressPools(pools, others, shape, path),
        _ => Deep(under, over, shape, path),
    };

    private static YamlMapping Dependency(YamlScalar item) => Yaml.Mapping(
        item.Place, ("condition", Yaml.Text("service_started", item.Place)), ("required", Yaml.Flag(flag: true, item.Place)));

    private static YamlValue Named(YamlValue value, string key) =>
        value is YamlScalar { Kind: YamlKind.Text } scalar ? Yaml.Mapping(scalar.Place, (key, scalar)) : value;

    private static YamlValue Keyed(YamlValue value, Func<YamlScalar, YamlValue> made) => value is not YamlSequence sequence
        ? value
        : new YamlMapping
        {
            Place = value.Place,
            Entries =
            [
                .. sequence.Items.OfType<YamlScalar>().DistinctBy(item => item.Text, StringComparer.Ordinal)
                    .Select(item => new YamlEntry(item.Text, item.Place, made(item))),
            ],
        };

    private YamlValue Deep(YamlValue under, YamlValue over, Shape? shape, string path)
    {
        if (Yaml.IsNothing(over))
            return under;
        return (under, over) switch
        {
            (YamlMapping, _) => Entries(under, over, shape, path),
            (YamlSequence below, YamlSequence above) => above with { Items = [.. below.Items, .. above.Items], Tag = YamlTag.None },
            (YamlSequence, _) => Refuse(under, over, path),
            _ => over,
        };
    }

    private YamlValue Entries(YamlValue under, YamlValue over, Shape? shape, string path)
    {
        if (Yaml.IsNothing(over))
            return under;
        if (over is not YamlMapping above || under is not YamlMapping below)
            return Yaml.IsNothing(under) ? over : Refuse(under, over, path);
        var merged = new List<YamlEntry>(below.Entries.Count + above.Entries.Count);
        foreach (var entry in below.Entries)
        {
            if (above.Find(entry.Key) is not { } winner)
                merged.Add(entry);
            else if (entry.Key.StartsWith("x-", StringComparison.Ordinal))
                merged.Add(winner);
            else
                merged.Add(winner with { Value = Merge(entry.Value, winner.Value, shape?.Of(entry.Key), Yaml.Path(path, entry.Key)) });
        }

        merged.AddRange(above.Entries.Where(entry => below.Find(entry.Key) is null));
        return new YamlMapping { Place = above.Place, Entries = merged };
    }

    private YamlValue Logging(YamlValue under, YamlValue over, Shape shape, string path) =>
        under is YamlMapping below && over is YamlMapping above
        && below["driver"] is { } before && above["driver"] is { } after && !Yaml.AreSame(before, after)
            ? over
            : Entries(under, over, shape, path);

    private YamlSequence AddressPools(YamlSequence under, YamlSequence over, Shape shape, string path)
    {
        var pools = new List<YamlValue>();
        foreach (var below in under.Items)
        {
            foreach (var above in over.Items)
            {
                if (!Yaml.AreSame(Subnet(below), Subnet(above)))
                {
                    if (pools.TrueForAll(pool => !Yaml.AreSame(Subnet(pool), Subnet(above))))
                    {
                        pools.Add(above);
                        continue;
                    }
                }

                var merged = Entries(below, above, shape.Items, path);
                var index = pools.FindIndex(pool => Yaml.AreSame(Subnet(pool), Subnet(merged)));
                if (index >= 0)
                    pools[index] = merged;
                else
                    pools.Add(merged);
            }
        }

        return Yaml.List(over.Place, pools);

        static YamlValue? Subnet(YamlValue pool) => (pool as YamlMapping)?["subnet"];
    }

    private YamlValue Refuse(YamlValue under, YamlValue over, string path)
    {
        if (over is not YamlScalar { IsUnresolved: true })
            problems.Add(ComposeProblems.CannotMerge(over.Place, path, over.Description, under.Place, under.Description));
        return under;
    }
}
