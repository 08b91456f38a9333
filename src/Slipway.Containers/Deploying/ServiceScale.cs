using System.Globalization;
using Slipway.Containers.Stacks;
using Slipway.Diagnostics;

namespace Slipway.Containers.Deploying;

/// <summary>Reads how many containers services are to have.</summary>
public static class ServiceScale
{
    /// <summary>The counts by service.</summary>
    /// <param name="texts">Each as <c>web=3</c>.</param>
    /// <param name="stack">The stack that has the services.</param>
    /// <exception cref="ProblemException">Everything that is wrong with them, at once (exit code 2).</exception>
    public static IReadOnlyDictionary<string, int> Parse(IReadOnlyList<string> texts, ContainerStack stack)
    {
        var scale = new Dictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var text in texts)
        {
            var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                problems.Add(DeployingProblems.Scale(text, "is no count of a service", "--scale web=3"));
            else if (stack.Services.FirstOrDefault(service => service.Name == parts[0]) is not { } service)
                problems.Add(DeployingProblems.Scale(text, "names no service that is deployed", $"--scale {(Nearest.To(parts[0], stack.Services.Select(s => s.Name)) is [var near, ..] ? near : "SERVICE")}={count}"));
            else if (count > 1 && service.ContainerName is not null)
                problems.Add(DeployingProblems.Scale(text, $"is not possible: the one container of '{service.Name}' has a name of its own", $"remove container_name from {service.Place}"));
            else
                scale[parts[0]] = count;
        }

        return problems.Count == 0 ? scale : throw new ProblemException(problems);
    }
}
