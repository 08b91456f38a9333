using System.Collections.ObjectModel;

namespace Slipway.Containers.Compose;

/// <summary>Makes read-only dictionaries that keep the order of the file.</summary>
internal static class Ordered
{
    /// <summary>A dictionary of <paramref name="items"/>; of two with one key the later counts.</summary>
    public static IReadOnlyDictionary<string, TValue> Of<TItem, TValue>(
        IEnumerable<TItem> items, Func<TItem, string> key, Func<TItem, TValue> value)
    {
        var dictionary = new OrderedDictionary<string, TValue>(StringComparer.Ordinal);
        foreach (var item in items)
            dictionary[key(item)] = value(item);
        return new ReadOnlyDictionary<string, TValue>(dictionary);
    }
}
