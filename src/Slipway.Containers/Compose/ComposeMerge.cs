namespace Slipway.Containers.Compose;

/// <summary>Lays one compose file over another, field by field as the specification says.</summary>
/// <remarks>
/// Mappings are merged, lists are appended, scalars are replaced. The exceptions are in <see cref="Rules"/>; what must be
/// there once (a port, the mount at a path) is sorted out when the model is made, where short and long forms look alike.
/// </remarks>
internal static class ComposeMerge
{
    private static readonly Dictionary<string, Func<YamlValue, YamlValue, string, YamlValue>> Rules = new(StringComparer.Ordinal)
    {
        ["services.*.command"] = (_, over, _) => over,
        ["services.*.entrypoint"] = (_, over, _) => over,
        ["services.*.healthcheck.test"] = (_, over, _) => over,
        ["services.*.build"] = (under, over, path) => Deep(Named(under, "context"), Named(over, "context"), path),
        ["services.*.depends_on"] = (under, over, path) => Deep(Keyed(under), Keyed(over), path),
        ["services.*.networks"] = (under, over, path) => Deep(Keyed(under), Keyed(over), path),
        ["services.*.logging"] = Logging,
        ["services.*.environment"] = Pairs,
        ["services.*.labels"] = Pairs,
        ["services.*.annotations"] = Pairs,
        ["services.*.sysctls"] = Pairs,
        ["services.*.build.args"] = Pairs,
        ["services.*.build.labels"] = Pairs,
        ["services.*.build.additional_contexts"] = Pairs,
        ["services.*.deploy.labels"] = Pairs,
        ["networks.*.labels"] = Pairs,
        ["volumes.*.labels"] = Pairs,
        ["services.*.dns"] = Append,
        ["services.*.dns_search"] = Append,
        ["services.*.env_file"] = Append,
        ["services.*.tmpfs"] = Append,
    };

    /// <summary>The merged file.</summary>
    /// <param name="under">The earlier file.</param>
    /// <param name="over">The later file: it wins.</param>
    public static YamlMapping Merge(YamlMapping under, YamlMapping over) => (YamlMapping)Deep(under, over, "");

    /// <summary>A mapping in place of a list of <c>NAME=value</c>.</summary>
    /// <param name="value">A list or a mapping.</param>
    public static YamlValue ToMapping(YamlValue value)
    {
        if (value is not YamlSequence sequence)
            return value;
        var entries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        foreach (var item in sequence.Items.OfType<YamlScalar>())
        {
            var equals = item.Text.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? item.Text : item.Text[..equals];
            var written = item.Written.IndexOf('=', StringComparison.Ordinal);
            entries[key] = new YamlEntry(key, item.Place, item with
            {
                Text = equals < 0 ? "" : item.Text[(equals + 1)..],
                Written = written < 0 ? "" : item.Written[(written + 1)..],
                Kind = equals < 0 ? YamlKind.Nothing : YamlKind.Text,
            });
        }

        return new YamlMapping { Place = value.Place, Entries = [.. entries.Values] };
    }

    /// <summary>A mapping in place of a list of names.</summary>
    /// <param name="value">A list or a mapping.</param>
    public static YamlValue Keyed(YamlValue value) => value is not YamlSequence sequence
        ? value
        : new YamlMapping
        {
            Place = value.Place,
            Entries =
            [
                .. sequence.Items.OfType<YamlScalar>().DistinctBy(item => item.Text, StringComparer.Ordinal)
                    .Select(item => new YamlEntry(item.Text, item.Place, Nothing(item.Place))),
            ],
        };

    /// <summary>A mapping in place of a scalar that stands for its main field.</summary>
    /// <param name="value">A scalar or a mapping.</param>
    /// <param name="field">The main field.</param>
    public static YamlValue Named(YamlValue value, string field) => value is YamlScalar { Kind: not YamlKind.Nothing }
        ? new YamlMapping { Place = value.Place, Entries = [new YamlEntry(field, value.Place, value)] }
        : value;

    private static YamlScalar Nothing(Place place) =>
        new() { Place = place, Text = "", Written = "", Kind = YamlKind.Nothing };

    private static YamlValue Of(YamlValue under, YamlValue over, string path)
    {
        if (over is YamlScalar { Kind: YamlKind.Nothing } && under is not YamlScalar)
            return under;
        return Rules.TryGetValue(path, out var rule) ? rule(under, over, path) : Deep(under, over, path);
    }

    private static YamlValue Deep(YamlValue under, YamlValue over, string path)
    {
        if (under is YamlSequence && over is YamlSequence)
            return Append(under, over, path);
        if (under is not YamlMapping below || over is not YamlMapping above)
            return over is YamlScalar { Kind: YamlKind.Nothing } ? under : over;
        var merged = new List<YamlEntry>(below.Entries.Count + above.Entries.Count);
        foreach (var entry in below.Entries)
        {
            merged.Add(above.Find(entry.Key) is { } winner
                ? winner with { Value = Of(entry.Value, winner.Value, Step(path, entry.Key)) }
                : entry);
        }

        merged.AddRange(above.Entries.Where(entry => below.Find(entry.Key) is null));
        return new YamlMapping { Place = above.Place, Entries = merged };
    }

    // The names below services, networks and volumes are free: rules are about the fields below the names.
    private static string Step(string path, string key) => path switch
    {
        "" => key,
        "services" or "networks" or "volumes" => path + ".*",
        _ => $"{path}.{key}",
    };

    // A name without a value wins as well: its value comes from the environment then.
    private static YamlValue Pairs(YamlValue under, YamlValue over, string path) =>
        ToMapping(under) is YamlMapping below && ToMapping(over) is YamlMapping above
            ? new YamlMapping
            {
                Place = above.Place,
                Entries =
                [
                    .. below.Entries.Select(entry => above.Find(entry.Key) ?? entry),
                    .. above.Entries.Where(entry => below.Find(entry.Key) is null),
                ],
            }
            : over;

    private static YamlValue Logging(YamlValue under, YamlValue over, string path) =>
        under is YamlMapping below && over is YamlMapping above
        && below["driver"] is YamlScalar before && above["driver"] is YamlScalar after && before.Text != after.Text
            ? over
            : Deep(under, over, path);

    private static YamlSequence Append(YamlValue under, YamlValue over, string path)
    {
        var items = new List<YamlValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in (YamlValue[])[under, over])
        {
            foreach (var item in value is YamlSequence sequence ? sequence.Items : [value])
            {
                if (item is not YamlScalar scalar || seen.Add(scalar.Text))
                    items.Add(item);
            }
        }

        return new YamlSequence { Place = over.Place, Items = items };
    }
}
