using System.Globalization;
using System.Text;

namespace Slipway.Containers.Volumes.Archives;

/// <summary>The records of a pax header: <c>LENGTH KEY=VALUE\n</c>, where values are bytes of any kind.</summary>
internal static class PaxRecords
{
    /// <summary>The records by key.</summary>
    /// <exception cref="InvalidDataException">They are not what the format says.</exception>
    public static SortedDictionary<string, byte[]> Read(ReadOnlySpan<byte> data)
    {
        var records = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (data.Length > 0)
        {
            var space = data.IndexOf((byte)' ');
            if (space <= 0 || !int.TryParse(Encoding.ASCII.GetString(data[..space]), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space || length > data.Length)
                throw new InvalidDataException("an extended header is cut off");
            var record = data[(space + 1)..(length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals <= 0 || data[length - 1] != '\n')
                throw new InvalidDataException("an extended header is damaged");
            records[Encoding.UTF8.GetString(record[..equals])] = record[(equals + 1)..].ToArray();
            data = data[length..];
        }

        return records;
    }
}
