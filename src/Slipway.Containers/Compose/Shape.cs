namespace Slipway.Containers.Compose;

/// <summary>What a value of a compose file may look like.</summary>
/// <param name="Expected">How messages call it: <c>a text</c>, <c>a list of texts</c>.</param>
internal sealed record Shape(string Expected)
{
    /// <summary>Tells whether a scalar will do; no scalar does unless set.</summary>
    public Func<YamlScalar, bool>? Scalar { get; init; }

    /// <summary>What the items of a list look like; no list will do unless set.</summary>
    public Shape? Items { get; init; }

    /// <summary>What the values of a mapping with free keys look like.</summary>
    public Shape? Values { get; init; }

    /// <summary>The keys of a mapping; others are errors, save those that begin with <c>x-</c>.</summary>
    public IReadOnlyDictionary<string, Shape>? Fields { get; init; }

    /// <summary>Whether the value may be left out after its key.</summary>
    public bool AllowsNothing { get; init; }

    /// <summary>Whether everything will do.</summary>
    public bool AllowsAll { get; init; }

    /// <summary>The same, or nothing.</summary>
    public Shape OrNothing => this with { AllowsNothing = true };

    /// <summary>Adds everything that is wrong with <paramref name="value"/> to <paramref name="problems"/>.</summary>
    /// <param name="value">The value, variables replaced.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public void Check(YamlValue value, string path, List<Problem> problems)
    {
        if (AllowsAll)
            return;
        switch (value)
        {
            case YamlScalar { IsUnresolved: true }:
            case YamlScalar { Kind: YamlKind.Nothing } when AllowsNothing:
            case YamlScalar accepted when Scalar?.Invoke(accepted) == true:
                break;
            case YamlScalar { Kind: YamlKind.Text } text when Scalar is not null:
                problems.Add(ComposeProblems.WrongValue(text.Place, path, text.Written, Expected));
                break;
            case YamlSequence sequence when Items is not null:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Items.Check(sequence.Items[i], $"{path}[{i}]", problems);
                break;
            case YamlMapping mapping when Fields is not null || Values is not null:
                CheckEntries(mapping, path, problems);
                break;
            default:
                problems.Add(ComposeProblems.WrongShape(value.Place, path, Expected, value.Description));
                break;
        }
    }

    private void CheckEntries(YamlMapping mapping, string path, List<Problem> problems)
    {
        foreach (var entry in mapping.Entries)
        {
            var name = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            if (Fields?.GetValueOrDefault(entry.Key) is { } field)
                field.Check(entry.Value, name, problems);
            else if (entry.Key.StartsWith("x-", StringComparison.Ordinal))
                continue;
            else if (Values is not null)
                Values.Check(entry.Value, name, problems);
            else
                problems.Add(ComposeProblems.UnknownKey(entry.Place, path, entry.Key, Fields!.Keys));
        }
    }
}
