namespace Slipway.Components;

public partial interface IHasStack
{
    private static readonly string[] Enterprise = ["redis", "messaging", "monitoring"];

    /// <summary>Whether the services of the profile <c>redis</c> belong to the deployment too. False unless set.</summary>
    [Parameter("Deploy the services of the profile redis too.")]
    bool WithRedis => Get(false);

    /// <summary>Whether the services of the profile <c>messaging</c> belong to the deployment too. False unless set.</summary>
    [Parameter("Deploy the services of the profile messaging too.")]
    bool WithMessaging => Get(false);

    /// <summary>Whether the services of the profile <c>monitoring</c> belong to the deployment too. False unless set.</summary>
    [Parameter("Deploy the services of the profile monitoring too.")]
    bool WithMonitoring => Get(false);

    /// <summary>All three of <see cref="WithRedis"/>, <see cref="WithMessaging"/> and <see cref="WithMonitoring"/>. False unless set.</summary>
    [Parameter("Deploy the services of the profiles redis, messaging and monitoring too.")]
    bool WithEnterprise => Get(false);

    /// <summary>Whether the limits are those for a small machine (<c>x-slipway: { memory-optimized: … }</c>). False unless set.</summary>
    [Parameter("Deploy with the limits for a small machine that the compose file names in x-slipway.")]
    bool MemoryOptimized => Get(false);

    /// <summary>Whether the stack runs beside others and takes what its file says for that (<c>x-slipway: { together: … }</c>). False unless set.</summary>
    [Parameter("Deploy with the variables that the compose file names in x-slipway for stacks that run together.")]
    bool Together => Get(false);

    /// <summary>Whether what the stack's tests need is built too. False unless set.</summary>
    [Parameter("Build what the services of the profile test need too.")]
    bool IncludeTests => Get(false);

    private IReadOnlyList<(string Profile, string Option)> MoreProfiles
    {
        get
        {
            List<(string Profile, string Option)> more = WithEnterprise ? [.. Enterprise.Select(profile => (profile, "--with-enterprise"))] : [];
            if (WithRedis)
                more.Add(("redis", "--with-redis"));
            if (WithMessaging)
                more.Add(("messaging", "--with-messaging"));
            if (WithMonitoring)
                more.Add(("monitoring", "--with-monitoring"));
            return [.. more.DistinctBy(asked => asked.Profile, StringComparer.Ordinal)];
        }
    }
}
