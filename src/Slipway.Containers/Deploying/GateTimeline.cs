using System.Globalization;
using Slipway.Containers.Composing;
using Slipway.Reports;

namespace Slipway.Containers.Deploying;

/// <summary>What a gate saw of its services, and when: for the report of the run.</summary>
/// <param name="time">Measures.</param>
internal sealed class GateTimeline(TimeProvider time)
{
    private static readonly IReadOnlyList<ReportColumn> Columns =
        [new("Container"), new("Time", ReportColumnKind.Interval), new("State", IsFilter: true), new("Detail")];

    private readonly long _started = time.GetTimestamp();
    private readonly List<(string Container, TimeSpan At, ServiceHealth Health)> _moments = [];

    public void Add(ServiceHealth health) => _moments.Add((health.Container.Length > 0 ? health.Container : health.Service, time.GetElapsedTime(_started), health));

    /// <summary>A row for each state of each container, from its begin to the next one's.</summary>
    public ReportTable Table()
    {
        var end = time.GetElapsedTime(_started);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var moments in _moments.GroupBy(moment => moment.Container, StringComparer.Ordinal).Select(group => group.ToList()))
        {
            for (var i = 0; i < moments.Count; i++)
            {
                var until = i + 1 < moments.Count ? moments[i + 1].At : end;
                rows.Add(
                [
                    moments[i].Container,
                    string.Create(CultureInfo.InvariantCulture, $"{moments[i].At.TotalMilliseconds:0}..{until.TotalMilliseconds:0}"),
                    moments[i].Health.State.ToString().ToLowerInvariant(),
                    moments[i].Health.Detail,
                ]);
            }
        }

        return new ReportTable("Health", Columns, rows) { Note = "What the health gate saw of each container, and when." };
    }
}
