using System.Threading.Channels;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Tests.Fakes;

/// <summary>A build that the fake engine was asked for.</summary>
internal sealed record FakeSolve(string Reference, FakeSession? Session, CancellationToken Aborted)
{
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Exporter { get; } = new(StringComparer.Ordinal);

    public List<string> Caches { get; } = [];

    public List<string> Entitlements { get; } = [];

    /// <summary>What its status tells, message by message.</summary>
    public Channel<byte[]> News { get; } = Channel.CreateUnbounded<byte[]>();

    public static FakeSolve Read(byte[] request, IReadOnlyDictionary<string, FakeSession> sessions, CancellationToken aborted)
    {
        var (reference, session) = ("", "");
        var solve = new FakeSolve("", null, aborted);
        var reader = new MessageReader(request);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reference = reader.Text; break;
                case 4: Add(solve.Exporter, reader.Pair()); break;
                case 5: session = reader.Text; break;
                case 7: Add(solve.Attributes, reader.Pair()); break;
                case 8: ReadCaches(reader.Message, solve.Caches); break;
                case 9: solve.Entitlements.Add(reader.Text); break;
            }
        }

        return solve with { Reference = reference, Session = sessions.GetValueOrDefault(session) };
    }

    private static void Add(Dictionary<string, string> pairs, KeyValuePair<string, string> pair) => pairs[pair.Key] = pair.Value;

    private static void ReadCaches(MessageReader caches, List<string> all)
    {
        while (caches.Next())
        {
            var option = caches.Message;
            var (type, attributes) = ("", new List<string>());
            while (option.Next())
            {
                if (option.Field == 1)
                    type = option.Text;
                else
                    attributes.Add($"{option.Pair().Key}={option.Pair().Value}");
            }

            all.Add($"{(caches.Field == 4 ? "to" : "from")} {type} {string.Join(',', attributes)}".TrimEnd());
        }
    }
}
