using Slipway.Containers.Compose;

namespace Slipway.Containers.Doctoring;

/// <summary>Finds ports that two services want to publish.</summary>
internal static class PortClaims
{
    /// <summary>A finding for each pair of ports that stand in each other's way.</summary>
    public static IEnumerable<Finding> Conflicts(IEnumerable<ComposeService> services)
    {
        var claims = services.SelectMany(service => service.Ports.Where(port => port.Published is { First: > 0 }).Select(port => (Service: service, Port: port))).ToList();
        for (var i = 0; i < claims.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Overlap(claims[j].Port, claims[i].Port) is { } number)
                    yield return new Finding(true, DoctorProblems.PortTwice(claims[i].Port, number, claims[i].Service.Name, claims[j].Service.Name));
            }
        }

        // Several containers of one service want one port each.
        foreach (var (service, port) in claims.Where(claim => claim.Service.Replicas > claim.Port.Published!.Value.Last - claim.Port.Published.Value.First + 1))
            yield return new Finding(true, DoctorProblems.TooManyReplicas(port, service));
    }

    // Of a range the engine takes a free port: single ones leave it no choice.
    private static int? Overlap(ComposePort one, ComposePort other)
    {
        if (one.Protocol != other.Protocol || !(IsAny(one.HostIp) || IsAny(other.HostIp) || one.HostIp == other.HostIp))
            return null;
        var (a, b) = (one.Published!.Value, other.Published!.Value);
        return a.IsSingle && b.IsSingle && a.First == b.First ? a.First : null;
    }

    private static bool IsAny(string? address) => address is null or "" or "0.0.0.0" or "::" or "[::]";
}
