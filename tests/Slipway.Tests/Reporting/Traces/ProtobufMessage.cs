using Google.Protobuf;

namespace Slipway.Tests.Reporting.Traces;

/// <summary>The fields of a message, read with the library of those who made the format.</summary>
internal sealed class ProtobufMessage
{
    private readonly Dictionary<int, List<object>> _fields = [];

    public ProtobufMessage(ByteString bytes)
    {
        var input = bytes.CreateCodedInput();
        while (input.ReadTag() is > 0 and var tag)
        {
            object value = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                _ => input.ReadBytes(),
            };
            (_fields.TryGetValue(WireFormat.GetTagFieldNumber(tag), out var values) ? values : _fields[WireFormat.GetTagFieldNumber(tag)] = []).Add(value);
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int field) => Values(field).Cast<ByteString>().Select(bytes => new ProtobufMessage(bytes));

    public string Text(int field) => Values(field) is [ByteString bytes] ? bytes.ToStringUtf8() : "";

    public string Hex(int field) => Values(field) is [ByteString bytes] ? Convert.ToHexStringLower(bytes.Span) : "";

    public long Number(int field) => Values(field) is [long number] ? number : 0;

    /// <summary>Nanoseconds since 1970 as a time.</summary>
    public DateTimeOffset Time(int field) => Values(field) is [ulong nanoseconds] ? DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / 100)) : default;

    /// <summary>Attributes: messages of a key and a value of some type.</summary>
    public IEnumerable<string> Attributes(int field) =>
        Messages(field).Select(pair => $"{pair.Text(1)}={Value(pair.Messages(2).Single())}");

    private static string Value(ProtobufMessage any) => any.Values(3) is [long number] ? $"{number}" : $"'{any.Text(1)}'";

    private List<object> Values(int field) => _fields.TryGetValue(field, out var values) ? values : [];
}
