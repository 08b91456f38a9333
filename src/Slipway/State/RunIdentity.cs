using System.Collections;
using System.Globalization;
using System.Reflection;
using Slipway.Parameters;
using Slipway.Planning;

namespace Slipway.State;

/// <summary>What a run is: by this one that is resumed is known to be the same.</summary>
/// <param name="Run">A name of its own.</param>
/// <param name="Targets">What was asked for.</param>
/// <param name="Skip">What was left out.</param>
/// <param name="Sources">The build's assemblies, in a few characters.</param>
/// <param name="Parameters">The parameters that were given, each with its value in a few characters.</param>
internal sealed record RunIdentity(string Run, IReadOnlyList<string> Targets, IReadOnlyList<string> Skip, string Sources, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The identity of a run of a build that was started.</summary>
    public static RunIdentity Of(IBuild build, Planner.Request request, ParameterValues values, IEnumerable<Parameter> parameters) => new(
        BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()).ToString("x16", CultureInfo.InvariantCulture)[4..],
        request.Names,
        Sorted(request.Skipped.Select(target => target.Name)),
        SourcesOf(build.GetType()),
        ValuesOf(values, parameters));

    // How nodes run is not what they do: a run that had too little memory is resumed with more. Values of secrets are
    // not written, not even scrambled, as short ones could be guessed.
    private static Dictionary<string, string> ValuesOf(ParameterValues values, IEnumerable<Parameter> parameters)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        List<Parameter> those = [.. parameters];
        those.RemoveAll(parameter => !values.Has(parameter.Member));
        those.Sort((a, b) => string.CompareOrdinal(a.Option, b.Option));
        foreach (var parameter in those)
        {
            if (typeof(IBuild).GetProperty(parameter.Member) is null)
                given[parameter.Option] = parameter.IsSecret ? "given" : Short(Text(values.Find(parameter.Member)));
        }

        return given;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable several => string.Join('\n', several.Cast<object?>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // The assemblies of the build and those below it that lie beside it: the framework's and signed packages' do not
    // change under their version. A compiler gives equal sources equal module ids, also when they are compiled ahead of time.
    private static string SourcesOf(Type build)
    {
        var folder = AppContext.BaseDirectory;
        var open = new Queue<Assembly>([build.Assembly]);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var assembly))
        {
            if (!found.TryAdd(assembly.GetName().Name!, Id(assembly)))
                continue;
            foreach (var below in assembly.GetReferencedAssemblies())
            {
                if (below.GetPublicKeyToken() is not { Length: > 0 } && !found.ContainsKey(below.Name!) && File.Exists(Path.Combine(folder, below.Name + ".dll")))
                    open.Enqueue(Assembly.Load(below));
            }
        }

        return Short(string.Join('\n', Sorted(found.Values)));
    }

    private static string Id(Assembly assembly) =>
        assembly.GetName().Name + string.Join('.', Array.ConvertAll(assembly.ManifestModule.ModuleVersionId.ToByteArray(), part => part.ToString(CultureInfo.InvariantCulture)));

    private static List<string> Sorted(IEnumerable<string> texts)
    {
        List<string> sorted = [.. texts];
        sorted.Sort(StringComparer.Ordinal);
        return sorted;
    }

    // FNV-1a with 64 bits: SHA-256 would load OpenSSL, at each start, to tell a handful of texts apart.
    private static string Short(string text)
    {
        var hash = 14695981039346656037;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
