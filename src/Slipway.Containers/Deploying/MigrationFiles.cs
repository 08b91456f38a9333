using System.IO.Enumeration;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>The migrations that a stack's sources have, where the files of its framework tell.</summary>
/// <remarks>
/// Of Django, <c>app/migrations/0002_name.py</c> below a folder with <c>manage.py</c> is <c>app.0002_name</c>; of others,
/// numbered files <c>migrations/0002_name.sql</c>. A framework whose files say nothing of order has none here.
/// </remarks>
internal static class MigrationFiles
{
    private const int Deepest = 12;

    private static readonly string[] Skipped = ["node_modules", "site-packages", "__pycache__", "target"];

    /// <summary>Their names, in their order; none where nothing is to be told.</summary>
    /// <param name="stack">The stack.</param>
    public static IReadOnlyList<string> Of(ContainerStack stack)
    {
        if (stack.MigrateService is not { } service || !stack.Compose.Services.TryGetValue(service, out var migrates))
            return [];
        var reference = StackImages.ReferenceOf(migrates, stack.Compose);
        return stack.Images.FirstOrDefault(image => image.Reference == reference) is { Build: { IsRemote: false, Context: var context } } && Directory.Exists(context) ? Below(context) : [];
    }

    private static List<string> Below(string context)
    {
        var isDjango = File.Exists(Path.Combine(context, "manage.py"));
        var files = new FileSystemEnumerable<string>(
            context,
            (ref entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Deepest, IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && IsMigration(entry.FileName, entry.Directory, isDjango),
            ShouldRecursePredicate = (ref entry) => entry.FileName is not ['.', ..] && !Skipped.Contains(entry.FileName.ToString(), StringComparer.Ordinal),
        };
        return [.. files.Select(path => isDjango && path.EndsWith(".py", StringComparison.Ordinal) ? OfDjango(path) : Path.GetFileName(path)).Order(StringComparer.Ordinal)];
    }

    private static bool IsMigration(ReadOnlySpan<char> file, ReadOnlySpan<char> folder, bool isDjango)
    {
        var digits = file.IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && file[digits] == '_' && Path.GetFileName(folder) is "migrations"
            && (Path.GetExtension(file) is ".sql" || (isDjango && Path.GetExtension(file) is ".py"));
    }

    private static string OfDjango(string path) =>
        $"{Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path)))}.{Path.GetFileNameWithoutExtension(path)}";
}
