namespace Slipway.Containers.Compose;

/// <summary>All that is known about a value at one place of a compose file's structure.</summary>
/// <param name="Expected">What it must be, as messages say it: <c>a text</c>, <c>a list of texts</c>.</param>
internal sealed record Shape(string Expected)
{
    /// <summary>Tells whether a scalar will do; no scalar does unless set.</summary>
    public Func<YamlScalar, bool>? Scalar { get; init; }

    /// <summary>Tells whether a scalar will do that compose 2.26 does not take, and newer ones do.</summary>
    public Func<YamlScalar, bool>? NewerScalar { get; init; }

    /// <summary>Whether compose 2.26 does not know the field, and newer ones do.</summary>
    public bool IsNewer { get; init; }

    /// <summary>What the items of a list look like; no list will do unless set.</summary>
    public Shape? Items { get; init; }

    /// <summary>Whether an item may be in a list once only.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>What the values of a mapping with free keys look like.</summary>
    public Shape? Values { get; init; }

    /// <summary>Which free keys there may be; all of them unless set.</summary>
    public Func<string, bool>? Keys { get; init; }

    /// <summary>Whether keys that are not known may be there, with any value.</summary>
    public bool AllowsOtherKeys { get; init; }

    /// <summary>Whether keys that begin with <c>x-</c> may be there beside <see cref="Fields"/>.</summary>
    public bool AllowsExtensions { get; init; } = true;

    /// <summary>The keys of a mapping.</summary>
    public IReadOnlyDictionary<string, Shape>? Fields { get; init; }

    /// <summary>The keys that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Whether the value may be left out after its key.</summary>
    public bool AllowsNothing { get; init; }

    /// <summary>Whether everything will do.</summary>
    public bool AllowsAll { get; init; }

    /// <summary>What a text becomes after its variables are replaced.</summary>
    public ValueCast Cast { get; init; }

    /// <summary>How a later file's value is laid over it.</summary>
    public MergeRule Merge { get; init; }

    /// <summary>What makes two items of the list the same.</summary>
    public ItemIdentity Identity { get; init; }

    /// <summary>The long form that a short one stands for.</summary>
    public LongForm Long { get; init; }

    /// <summary>How it is made an absolute path.</summary>
    public PathRule Path { get; init; }

    /// <summary>What it is in the normal form.</summary>
    public NormalType Type { get; init; }

    /// <summary>The same, or nothing.</summary>
    public Shape OrNothing => this with { AllowsNothing = true };

    /// <summary>The shape of what is called <paramref name="key"/>; <see langword="null"/> where nothing is known about it.</summary>
    /// <param name="key">The key of an entry.</param>
    public Shape? Of(string key) =>
        Fields?.GetValueOrDefault(key) ?? (Values is not null && Keys?.Invoke(key) != false ? Values : null);
}
