using System.Globalization;

namespace Slipway.Containers.Compose;

/// <summary>The shapes that fields of compose files are made of.</summary>
internal static class Shapes
{
    /// <summary>Everything.</summary>
    public static Shape Anything { get; } = new("anything") { AllowsAll = true };

    /// <summary>A text.</summary>
    public static Shape Text { get; } = new("a text") { Scalar = IsText, Type = NormalType.Text };

    /// <summary>A number or a text.</summary>
    public static Shape TextOrNumber { get; } = new("a text or a number") { Scalar = scalar => IsText(scalar) || IsNumber(scalar) };

    /// <summary>A whole number or a text.</summary>
    public static Shape TextOrInteger { get; } = new("a text or a whole number") { Scalar = scalar => IsText(scalar) || IsInteger(scalar) };

    /// <summary>A flag or a text that stands for one.</summary>
    public static Shape Flag { get; } = new("true or false")
    {
        Scalar = scalar => scalar.Kind is YamlKind.Flag or YamlKind.Text,
        Type = NormalType.Flag,
    };

    /// <summary>A whole number or a text that stands for one.</summary>
    public static Shape Integer { get; } = TextOrInteger with { Type = NormalType.Integer };

    /// <summary>A number or a text that stands for one.</summary>
    public static Shape Number { get; } = TextOrNumber with { Type = NormalType.Number };

    /// <summary>A duration.</summary>
    public static Shape Duration { get; } = Text with { Type = NormalType.KeptDuration };

    /// <summary>A size, as a number of bytes or with a unit.</summary>
    public static Shape Size { get; } = TextOrNumber with { Type = NormalType.Size };

    /// <summary>A list of texts, each once.</summary>
    public static Shape DistinctTexts { get; } = new("a list of texts") { Items = Text, IsDistinct = true, Type = NormalType.Texts };

    /// <summary>A list of texts.</summary>
    public static Shape Texts { get; } = DistinctTexts with { IsDistinct = false };

    /// <summary>A text or a list of texts, each once.</summary>
    public static Shape TextOrTexts { get; } = DistinctTexts with { Expected = "a text or a list of texts", Scalar = IsText };

    /// <summary>A command: one text, a list of words, or nothing.</summary>
    public static Shape Command { get; } = Texts with
    {
        Expected = "a text or a list of texts",
        Scalar = IsText,
        AllowsNothing = true,
        Merge = MergeRule.Replace,
        Type = NormalType.Command,
    };

    /// <summary>Names with values, as a mapping or as a list.</summary>
    public static Shape Pairs { get; } = new("a mapping or a list of NAME=value")
    {
        Items = Text with { Scalar = scalar => scalar.Kind == YamlKind.Text },
        IsDistinct = true,
        Values = new Shape("a text, a number or a boolean") { Scalar = _ => true },
        Keys = key => key.Length > 0,
        Type = NormalType.Labels,
    };

    /// <summary>Names with values, which later files add to and of which later ones win.</summary>
    public static Shape MergedPairs { get; } = Pairs with { Merge = MergeRule.Pairs, Identity = ItemIdentity.Name };

    /// <summary>Names with texts or numbers.</summary>
    public static Shape Options { get; } = new("a mapping of options")
    {
        Values = TextOrNumber,
        Keys = key => key.Length > 0,
        AllowsOtherKeys = true,
        Type = NormalType.Options,
    };

    /// <summary>Hosts with addresses.</summary>
    public static Shape Hosts { get; } = Pairs with
    {
        Expected = "a mapping or a list of HOST=address",
        Items = Text,
        Values = Texts with { Expected = "a text or a list of texts", Scalar = IsText },
        Merge = MergeRule.Hosts,
        Type = NormalType.Hosts,
    };

    /// <summary>One of a few texts.</summary>
    public static Shape OneOf(params string[] texts) => new(texts.Length == 2 ? $"{texts[0]} or {texts[1]}" : $"one of {string.Join(", ", texts)}")
    {
        Scalar = scalar => scalar.Kind == YamlKind.Text && texts.Contains(scalar.Text, StringComparer.Ordinal),
        Type = NormalType.Text,
    };

    /// <summary>A whole number of a range, or a text that stands for a number.</summary>
    public static Shape Between(long least, long most) => new(most == long.MaxValue ? $"a whole number from {least}" : $"a whole number from {least} to {most}")
    {
        Scalar = scalar => scalar.Kind == YamlKind.Text
            || (IsInteger(scalar) && double.Parse(scalar.Text, CultureInfo.InvariantCulture) is var number && number >= least && number <= most),
        Type = NormalType.Integer,
    };

    /// <summary>A mapping with fixed fields.</summary>
    public static Shape Mapping(params (string Key, Shape Shape)[] fields) => new("a mapping")
    {
        Fields = fields.ToDictionary(field => field.Key, field => field.Shape, StringComparer.Ordinal),
        Type = NormalType.KeptFields,
    };

    /// <summary>A list of what <paramref name="item"/> is.</summary>
    public static Shape ListOf(Shape item, string expected) => new(expected) { Items = item, Type = NormalType.List };

    /// <summary>Whether a scalar is a text; dates count as texts.</summary>
    public static bool IsText(YamlScalar scalar) => scalar.Kind is YamlKind.Text or YamlKind.Time;

    /// <summary>Whether a scalar is a number.</summary>
    public static bool IsNumber(YamlScalar scalar) => scalar.Kind is YamlKind.Integer or YamlKind.Fraction;

    /// <summary>Whether a scalar is a number without a fraction; 2.0 is one.</summary>
    public static bool IsInteger(YamlScalar scalar) => scalar.Kind == YamlKind.Integer
        || (scalar.Kind == YamlKind.Fraction && double.Parse(scalar.Text, CultureInfo.InvariantCulture) % 1 == 0);

    /// <summary>Whether a key is one that compose lets services, networks and volumes have.</summary>
    public static bool IsName(string key) => key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
