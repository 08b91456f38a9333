using Slipway.Containers.Compose;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Doctoring;

/// <summary>What the images that are there say about a deployment of them.</summary>
internal static class ImageChecks
{
    /// <summary>The findings.</summary>
    /// <param name="services">The active services.</param>
    /// <param name="images">The image of each service, where it is on the engine.</param>
    /// <param name="architecture">The architecture of the engine's machine.</param>
    public static IEnumerable<Finding> Examine(IReadOnlyList<ComposeService> services, IReadOnlyDictionary<string, ImageDetails> images, string architecture)
    {
        foreach (var service in services)
        {
            if (images.GetValueOrDefault(service.Name) is { Architecture.Length: > 0 } image && architecture.Length > 0 && image.Architecture != architecture)
                yield return new Finding(false, DoctorProblems.ForeignImage(service, image.Architecture, architecture));
            foreach (var dependency in service.DependsOn.Where(dependency => dependency.Condition == DependencyCondition.Healthy))
            {
                if (services.FirstOrDefault(other => other.Name == dependency.Service) is { } needed && HasNoCheck(needed, images.GetValueOrDefault(needed.Name)))
                    yield return new Finding(true, DoctorProblems.NoHealthCheck(dependency, service.Name));
            }
        }
    }

    // What an image that is still to be built will say is not known.
    private static bool HasNoCheck(ComposeService service, ImageDetails? image) => service.HealthCheck switch
    {
        { IsDisabled: true } => true,
        { Test.Count: > 0 } => false,
        _ => service.Build is null && image is { HealthCheck: null or { IsDisabled: true } },
    };
}
