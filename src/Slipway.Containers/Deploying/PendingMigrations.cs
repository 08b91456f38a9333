using Slipway.Containers.Engine;
using Slipway.Containers.Releases;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>Which migrations a deployment would bring, for a plan: it looks at files and at the releases, and asks no database.</summary>
/// <remarks>
/// To ask the framework (<c>showmigrations</c>), a program would have to be run in a container, and a plan runs nothing.
/// See docs/decisions/0017-releases-on-the-engine.md.
/// </remarks>
public static class PendingMigrations
{
    private const int MostNames = 8;

    /// <summary>What a plan says of the migration.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public static async Task<string> OfAsync(EngineClient engine, ContainerStack stack, CancellationToken cancellationToken)
    {
        var files = MigrationFiles.Of(stack);
        if (files.Count == 0)
            return "only the database knows what is pending";
        // Data is never rolled back: what any release has brought is there.
        var releases = await new ReleaseStore(engine).ListAsync(stack.Compose.Name, cancellationToken);
        var pending = files.Except(releases.SelectMany(release => release.Migrations), StringComparer.Ordinal).ToList();
        if (pending.Count == 0)
            return $"nothing pending since release {releases[0].Number}; the database is asked";
        var more = pending.Count > MostNames ? $" and {pending.Count - MostNames} more" : "";
        return $"pending: {string.Join(", ", pending.Take(MostNames))}{more}";
    }
}
