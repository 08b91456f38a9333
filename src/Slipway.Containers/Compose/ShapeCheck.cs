namespace Slipway.Containers.Compose;

/// <summary>Holds values against their shapes.</summary>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="refusesNewer">Whether what compose 2.26 does not know is wrong.</param>
internal sealed class ShapeCheck(List<Problem> problems, bool refusesNewer = false)
{
    // What several files share is checked with each of them, and reported once.
    private readonly HashSet<(Place Place, string Path)> _told = [];

    /// <summary>Reports everything that is wrong with <paramref name="value"/>.</summary>
    /// <param name="value">The value, variables replaced.</param>
    /// <param name="shape">What it must be.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    public void Check(YamlValue value, Shape shape, string path)
    {
        if (shape.AllowsAll)
            return;
        switch (value)
        {
            case YamlScalar { IsUnresolved: true }:
            case YamlScalar { Kind: YamlKind.Nothing } when shape.AllowsNothing:
            case YamlScalar accepted when shape.Scalar?.Invoke(accepted) == true:
                break;
            case YamlScalar newer when shape.NewerScalar?.Invoke(newer) == true:
                if (refusesNewer)
                    Tell(newer.Place, path, ComposeProblems.NewerValue(newer.Place, path, newer.Written));
                break;
            case YamlScalar { Kind: YamlKind.Text } text when shape.Scalar is not null:
                Tell(text.Place, path, ComposeProblems.WrongValue(text.Place, path, text.Written, shape.Expected));
                break;
            case YamlSequence sequence when shape.Items is not null:
                CheckItems(sequence, shape, path);
                break;
            case YamlMapping mapping when shape.Fields is not null || shape.Values is not null:
                CheckEntries(mapping, shape, path);
                break;
            default:
                Tell(value.Place, path, ComposeProblems.WrongShape(value.Place, path, shape.Expected, value.Description));
                break;
        }
    }

    private void CheckItems(YamlSequence sequence, Shape shape, string path)
    {
        var seen = shape.IsDistinct && sequence.Items.Count > 1 ? new Dictionary<string, YamlValue>(StringComparer.Ordinal) : null;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var item = sequence.Items[i];
            Check(item, shape.Items!, $"{path}[{i}]");
            if (seen is not null && !seen.TryAdd(Fingerprint(item), item))
                Tell(item.Place, $"{path}[{i}]", ComposeProblems.ItemTwice(item.Place, path, item.ToString()!, seen[Fingerprint(item)].Place));
        }
    }

    private void CheckEntries(YamlMapping mapping, Shape shape, string path)
    {
        foreach (var entry in mapping.Entries)
        {
            var field = shape.Of(entry.Key);
            var isKnown = field is not null && !(field.IsNewer && refusesNewer);
            // Most values: no path is made up for them.
            if (isKnown && (field!.AllowsAll || (entry.Value is YamlScalar { IsUnresolved: false } scalar && field.Scalar?.Invoke(scalar) == true)))
                continue;
            var name = Yaml.Path(path, entry.Key);
            if (isKnown)
                Check(entry.Value, field!, name);
            else if (field is not null)
                Tell(entry.Place, name, ComposeProblems.NewerField(entry.Place, name));
            else if (!shape.AllowsOtherKeys && !(shape.Fields is not null && shape.AllowsExtensions && entry.Key.StartsWith("x-", StringComparison.Ordinal)))
                Tell(entry.Place, name, shape.Fields is null ? ComposeProblems.KeyNotAllowed(entry.Place, path, entry.Key) : ComposeProblems.UnknownKey(entry.Place, path, entry.Key, shape.Fields.Keys));
        }

        foreach (var required in shape.Required)
        {
            if (mapping.Find(required) is null)
                Tell(mapping.Place, $"{path}.{required}", ComposeProblems.Missing(mapping.Place, path, required));
        }
    }

    private void Tell(Place place, string path, Problem problem)
    {
        if (_told.Add((place, path)))
            problems.Add(problem);
    }

    private static string Fingerprint(YamlValue value) => value switch
    {
        YamlScalar { Kind: YamlKind.Integer or YamlKind.Fraction } number => "n" + number.Text,
        YamlScalar scalar => (scalar.Kind == YamlKind.Time ? YamlKind.Text : scalar.Kind) + scalar.Text,
        YamlSequence sequence => $"[{string.Join('\u0001', sequence.Items.Select(Fingerprint))}]",
        YamlMapping mapping => $"{{{string.Join('\u0001', mapping.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key + "\u0002" + Fingerprint(entry.Value)))}}}",
        _ => "",
    };
}
