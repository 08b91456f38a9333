namespace Slipway.Containers.Linting.Rules;

/// <summary>A port of the host is published once.</summary>
internal sealed class PortsTwice : ILintCheck
{
    public LintRule Rule { get; } = new(
        "SL118",
        "host-port-once",
        LintLevel.Error,
        "Two services cannot listen on one port of the host: the second one does not start.",
        "publish one of them on another port");

    public IEnumerable<(Place Place, string Message)> Examine(LintSubject subject)
    {
        var published =
            (from service in subject.Project?.ActiveServices ?? []
             from port in service.Ports
             where port.Published is { First: > 0 }
             select (Service: service.Name, Port: port)).ToList();
        for (var i = 0; i < published.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (published[i].Service != published[j].Service && Meet(published[i].Port, published[j].Port))
                    yield return (published[i].Port.Place, $"host port {published[i].Port.Published} of service '{published[i].Service}' is published by '{published[j].Service}' too, at {published[j].Port.Place}");
            }
        }
    }

    // A range says that any one of its ports will do.
    private static bool Meet(Compose.ComposePort one, Compose.ComposePort other) =>
        one.Protocol == other.Protocol
        && one.Published!.Value is { } a && other.Published!.Value is { } b && a.First == a.Last && a == b
        && (IsEverywhere(one) || IsEverywhere(other) || one.HostIp == other.HostIp);

    private static bool IsEverywhere(Compose.ComposePort port) => port.HostIp is null or "" or "0.0.0.0" or "::";
}
