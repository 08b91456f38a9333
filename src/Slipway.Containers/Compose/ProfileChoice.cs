namespace Slipway.Containers.Compose;

/// <summary>Decides which services the chosen profiles include.</summary>
internal static class ProfileChoice
{
    /// <summary>The project with <see cref="ComposeService.IsActive"/> set anew.</summary>
    /// <param name="project">The project.</param>
    /// <param name="profiles">The profiles; <c>*</c> is all of them.</param>
    public static ComposeProject Apply(ComposeProject project, IReadOnlyList<string> profiles) => project with
    {
        Profiles = profiles,
        Services = Ordered.Of(
            project.Services.Values,
            service => service.Name,
            service => service with { IsActive = Includes(profiles, service) }),
    };

    private static bool Includes(IReadOnlyList<string> profiles, ComposeService service) =>
        service.Profiles.Count == 0
        || profiles.Contains("*", StringComparer.Ordinal)
        || service.Profiles.Any(profile => profiles.Contains(profile, StringComparer.Ordinal) || (profile.Length == 0 && profiles.Count == 0));
}
