using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Control;

/// <summary>Reads the answers of BuildKit's control service.</summary>
internal static class ControlMessages
{
    public static Dictionary<string, string> ReadExported(ReadOnlySpan<byte> message)
    {
        var exported = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new MessageReader(message);
        while (reader.Next())
        {
            if (reader.Field != 1)
                continue;
            var (key, value) = reader.Pair();
            exported[key] = value;
        }

        return exported;
    }

    public static List<Worker> ReadWorkers(ReadOnlySpan<byte> message)
    {
        var workers = new List<Worker>();
        var reader = new MessageReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                workers.Add(ReadWorker(reader.Message));
        }

        return workers;
    }

    public static List<CacheRecord> ReadRecords(ReadOnlySpan<byte> message)
    {
        var records = new List<CacheRecord>();
        var reader = new MessageReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                records.Add(ReadRecord(reader.Message));
        }

        return records;
    }

    public static CacheRecord ReadRecord(MessageReader reader)
    {
        var record = new CacheRecord("", 0);
        while (reader.Next())
        {
            record = reader.Field switch
            {
                1 => record with { Id = reader.Text },
                3 => record with { IsInUse = reader.Flag },
                4 => record with { Size = reader.Number },
                6 => record with { Created = reader.Time() },
                7 => record with { LastUsed = reader.Time() },
                8 => record with { Uses = reader.Number },
                9 => record with { Description = reader.Text },
                10 => record with { Kind = reader.Text },
                11 => record with { IsShared = reader.Flag },
                _ => record,
            };
        }

        return record;
    }

    private static Worker ReadWorker(MessageReader reader)
    {
        var worker = new Worker("", new Dictionary<string, string>(StringComparer.Ordinal), []);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var platforms = new List<string>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: worker = worker with { Id = reader.Text }; break;
                case 2:
                    var (key, value) = reader.Pair();
                    labels[key] = value;
                    break;
                case 3: platforms.Add(ReadPlatform(reader.Message)); break;
                case 5: worker = worker with { Version = ReadVersion(reader.Message) }; break;
            }
        }

        return worker with { Labels = labels, Platforms = platforms };
    }

    private static string ReadPlatform(MessageReader reader)
    {
        var (architecture, system, variant) = ("", "", "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: architecture = reader.Text; break;
                case 2: system = reader.Text; break;
                case 3: variant = reader.Text; break;
            }
        }

        return variant.Length == 0 ? $"{system}/{architecture}" : $"{system}/{architecture}/{variant}";
    }

    private static string? ReadVersion(MessageReader reader)
    {
        while (reader.Next())
        {
            if (reader.Field == 2)
                return reader.Text;
        }

        return null;
    }
}
