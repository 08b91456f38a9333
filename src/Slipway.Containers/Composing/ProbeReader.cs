using System.Globalization;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Composing;

/// <summary>Reads what <c>x-slipway:</c> says of when a service or a stack is ready.</summary>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class ProbeReader(List<Problem> problems)
{
    private static readonly string[] Kinds = ["http", "tcp", "command", "log", "running", "completed"];
    private static readonly string[] OfHttp = ["status", "body", "json"];
    private static readonly string[] OfStacks = ["http", "tcp"];

    /// <summary>The probes of a stack, which belong to no service.</summary>
    public IReadOnlyList<Probe> OfStack(YamlValue? value) => Fold(value, ofStack: true).Probes;

    /// <summary>When a service counts as ready; <see langword="null"/> where it says nothing about that.</summary>
    public ServiceReadiness? OfService(YamlMapping? settings)
    {
        if (settings is null || (settings["probes"] ?? settings["stable"] ?? settings["deadline"]) is null)
            return null;
        return Fold(settings["probes"], ofStack: false) with { StableFor = Duration(settings["stable"], "stable"), Deadline = Duration(settings["deadline"], "deadline") };
    }

    /// <summary>A duration such as <c>1m30s</c>.</summary>
    public TimeSpan? Duration(YamlValue? value, string name)
    {
        if (value is null)
            return null;
        if (value is YamlScalar { Text: var text } && GoDuration.Parse(text) is { } nanoseconds and >= 0)
            return TimeSpan.FromTicks(nanoseconds / 100);
        problems.Add(ProbeProblems.NoDuration(value.Place, name));
        return null;
    }

    private ServiceReadiness Fold(YamlValue? value, bool ofStack)
    {
        var probes = new List<Probe>();
        var readiness = new ServiceReadiness();
        foreach (var item in value is YamlSequence sequence ? sequence.Items : value is null ? [] : [value])
        {
            switch (item)
            {
                case YamlScalar scalar:
                    Add(probes, Http(scalar, mapping: null, ofStack));
                    break;
                case YamlMapping mapping when KindOf(mapping, ofStack) is { } kind:
                    readiness = Read(mapping, kind, ofStack, probes, readiness);
                    break;
                case YamlSequence:
                    problems.Add(ProbeProblems.NoProbe(item.Place, ofStack ? OfStacks : Kinds));
                    break;
            }
        }

        return readiness with { Probes = probes };
    }

    private ServiceReadiness Read(YamlMapping mapping, string kind, bool ofStack, List<Probe> probes, ServiceReadiness readiness)
    {
        var value = mapping[kind]!;
        switch (kind)
        {
            case "running":
                return readiness with { RunsFor = Duration(value, "running") };
            case "completed":
                return readiness with { Completes = value is YamlScalar { Text: "true" } };
            case "http":
                Add(probes, Http(value as YamlScalar, mapping, ofStack));
                break;
            case "tcp":
                Add(probes, Tcp(value, ofStack));
                break;
            case "log":
                Add(probes, value is YamlScalar { Text: { Length: > 0 } line } ? new LogProbe(line, value.Place) : Wrong(value, "log: \"ready to accept connections\""));
                break;
            case "command":
                Add(probes, Command(value));
                break;
        }

        return readiness;
    }

    // One kind a probe; what goes with HTTP stands beside it.
    private string? KindOf(YamlMapping mapping, bool ofStack)
    {
        var known = ofStack ? OfStacks : Kinds;
        var kinds = mapping.Entries.Select(entry => entry.Key).Where(known.Contains).ToList();
        var others = mapping.Entries.Where(entry => !known.Contains(entry.Key) && !(kinds is ["http"] && OfHttp.Contains(entry.Key))).ToList();
        problems.AddRange(others.Select(entry => ProbeProblems.Unknown(entry, kinds is ["http"] ? OfHttp : known)));
        if (others.Count > 0)
            return null;
        if (kinds.Count == 1)
            return kinds[0];
        problems.Add(ProbeProblems.NoProbe(mapping.Place, known));
        return null;
    }

    private HttpProbe? Http(YamlScalar? address, YamlMapping? mapping, bool ofStack)
    {
        var text = address?.Text ?? "";
        // ":8080/health" is the service's own port, wherever it is published.
        if (!ofStack && text.StartsWith(':'))
            text = $"http://{HttpProbeRequest.ContainerHost}{text}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            problems.Add(Stacks.StackProblems.NoAddress(address?.Place ?? mapping!.Place));
            return null;
        }

        return new HttpProbe(uri, address!.Place)
        {
            Statuses = Statuses(mapping?["status"]),
            Body = (mapping?["body"] as YamlScalar)?.Text,
            Json = (mapping?["json"] as YamlMapping)?.Entries.ToDictionary(entry => entry.Key, entry => (entry.Value as YamlScalar)?.Text ?? "", StringComparer.Ordinal)
                ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };
    }

    private List<int> Statuses(YamlValue? value)
    {
        var statuses = new List<int>();
        foreach (var item in value is YamlSequence sequence ? sequence.Items : value is null ? [] : [value])
        {
            if (item is YamlScalar { Text: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and < 600)
                statuses.Add(status);
            else
                Wrong(item, "status: 200");
        }

        return statuses;
    }

    private Probe? Tcp(YamlValue value, bool ofStack)
    {
        var text = (value as YamlScalar)?.Text ?? "";
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : null;
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 && (host is not null || !ofStack)
            ? new TcpProbe(host, port, value.Place)
            : Wrong(value, ofStack ? "tcp: localhost:5432" : "tcp: 5432");
    }

    private Probe? Command(YamlValue value) => value switch
    {
        YamlScalar { Text: { Length: > 0 } shell } => new CommandProbe(["sh", "-c", shell], value.Place),
        YamlSequence { Items.Count: > 0 } list when list.Items.All(item => item is YamlScalar) => new CommandProbe([.. list.Items.Cast<YamlScalar>().Select(item => item.Text)], value.Place),
        _ => Wrong(value, "command: [\"pg_isready\"]"),
    };

    private Probe? Wrong(YamlValue value, string example)
    {
        problems.Add(ProbeProblems.Wrong(value.Place, example));
        return null;
    }

    private static void Add(List<Probe> probes, Probe? probe)
    {
        if (probe is not null)
            probes.Add(probe);
    }
}
