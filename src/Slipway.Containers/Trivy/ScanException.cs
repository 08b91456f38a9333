namespace Slipway.Containers.Trivy;

/// <summary>A line of <c>.trivyignore</c>: a finding that is known and accepted.</summary>
/// <param name="Id">The finding's identifier.</param>
/// <param name="Until">The last day that it is accepted on, in UTC; <see langword="null"/> for no end.</param>
/// <param name="Place">Where the line is.</param>
public sealed record ScanException(string Id, DateOnly? Until, Place Place)
{
    /// <summary>Whether it holds.</summary>
    /// <param name="now">The time.</param>
    public bool HoldsAt(DateTimeOffset now) => Until is not { } last || DateOnly.FromDateTime(now.UtcDateTime) <= last;
}
