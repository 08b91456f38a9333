using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Containers.Volumes.Archives;

/// <summary>
/// What a tar archive holds, as one number: names, kinds, modes, owners, times to the second, links, extended attributes and
/// content. Two archives of equal trees have the same, whatever their order and however their headers are written.
/// </summary>
internal sealed class TreeDigest : IDisposable
{
    private const string Attributes = "SCHILY.xattr.";
    private const int LongestHeader = 16 * 1024 * 1024;

    private readonly byte[] _block = new byte[TarHeader.Size];
    private readonly List<byte[]> _entries = [];
    private readonly IncrementalHash _content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _text = new();
    private SortedDictionary<string, byte[]> _records = new(StringComparer.Ordinal);
    private byte[]? _longName;
    private byte[]? _longLink;
    private Action? _complete;
    private bool _isText;
    private int _have;
    private long _left;
    private int _padding;

    /// <summary>Files, folders, links and what else there is, the folder at the top included.</summary>
    public int Entries => _entries.Count;

    /// <summary>The content of all files.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the archive's end was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The digest of all that was read.</summary>
    public string Value
    {
        get
        {
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var entry in _entries.OrderBy(entry => entry, ByBytes.Instance))
                all.AppendData(entry);
            return Convert.ToHexStringLower(all.GetHashAndReset());
        }
    }

    /// <summary>Reads on.</summary>
    /// <exception cref="InvalidDataException">It is no tar archive, or a damaged one.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !IsComplete)
        {
            if (_left > 0)
                bytes = bytes[Content(bytes)..];
            else if (_padding > 0)
                bytes = bytes[Skip(bytes.Length)..];
            else
                bytes = bytes[Header(bytes)..];
        }
    }

    public void Dispose()
    {
        _content.Dispose();
        _text.Dispose();
    }

    private int Content(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min(bytes.Length, _left);
        if (_isText)
            _text.Write(bytes[..count]);
        else
            _content.AppendData(bytes[..count]);
        _left -= count;
        if (_left == 0)
            _complete!();
        return count;
    }

    private int Skip(int available)
    {
        var count = Math.Min(available, _padding);
        _padding -= count;
        return count;
    }

    private int Header(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, TarHeader.Size - _have);
        bytes[..count].CopyTo(_block.AsSpan(_have));
        _have += count;
        if (_have < TarHeader.Size)
            return count;
        _have = 0;
        var header = new TarHeader(_block);
        if (header.IsEnd)
        {
            IsComplete = true;
            return count;
        }

        if (!header.IsIntact)
            throw new InvalidDataException($"the header after entry {Entries} is damaged");
        Begin(header);
        return count;
    }

    private void Begin(TarHeader header)
    {
        switch ((char)header.Type)
        {
            case 'x':
                Text(header.Length, text => _records = PaxRecords.Read(text));
                return;
            case 'g':
                Text(header.Length, _ => { });
                return;
            case 'L':
                Text(header.Length, text => _longName = text.AsSpan().TrimEnd((byte)0).ToArray());
                return;
            case 'K':
                Text(header.Length, text => _longLink = text.AsSpan().TrimEnd((byte)0).ToArray());
                return;
        }

        var type = header.Type == 0 ? '0' : (char)header.Type;
        var length = type is '0' or '7' ? Decimal("size") ?? header.Length : 0;
        if (length < 0)
            throw new InvalidDataException($"entry {Entries + 1} has a negative size");
        var name = _records.GetValueOrDefault("path") ?? _longName ?? header.Name;
        var link = type is '1' or '2' ? _records.GetValueOrDefault("linkpath") ?? _longLink ?? header.Link : [];
        var facts = FormattableString.Invariant(
            $"{type}\0{header.Mode & 0xFFF}\0{Decimal("uid") ?? header.User}\0{Decimal("gid") ?? header.Group}\0{length}\0{Decimal("mtime") ?? header.Time}\0{(type is '3' or '4' ? header.Device : 0)}\0");
        var attributes = _records.Where(record => record.Key.StartsWith(Attributes, StringComparison.Ordinal)).ToList();
        (_records, _longName, _longLink) = (new SortedDictionary<string, byte[]>(StringComparer.Ordinal), null, null);
        Bytes += length;
        Read(length, isText: false, () => Add([name, link, Encoding.UTF8.GetBytes(facts), .. attributes.SelectMany(a => new[] { Encoding.UTF8.GetBytes(a.Key), a.Value })]));
    }

    private void Add(List<byte[]> parts)
    {
        var content = _content.GetHashAndReset();
        var length = new byte[sizeof(int)];
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
            _content.AppendData(length);
            _content.AppendData(part);
        }

        _content.AppendData(content);
        _entries.Add(_content.GetHashAndReset());
    }

    private void Text(long length, Action<byte[]> complete)
    {
        if (length is < 0 or > LongestHeader)
            throw new InvalidDataException($"an extended header of {length} bytes follows entry {Entries}");
        _text.SetLength(0);
        Read(length, isText: true, () => complete(_text.ToArray()));
    }

    private void Read(long length, bool isText, Action complete)
    {
        (_isText, _complete, _left) = (isText, complete, length);
        _padding = (int)((TarHeader.Size - (length % TarHeader.Size)) % TarHeader.Size);
        if (length == 0)
            complete();
    }

    // "1700000000.25": fractions are left out, as the engine leaves them out.
    private long? Decimal(string key)
    {
        if (!_records.TryGetValue(key, out var value))
            return null;
        var text = Encoding.ASCII.GetString(value).Split('.')[0];
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"'{key}' of entry {Entries + 1} is no number");
    }

    private sealed class ByBytes : IComparer<byte[]>
    {
        public static readonly ByBytes Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
