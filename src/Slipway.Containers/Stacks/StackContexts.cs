using Slipway.Containers.Compose;
using Slipway.Containers.Contexts;

namespace Slipway.Containers.Stacks;

/// <summary>What the names below <c>additional_contexts:</c> of a build stand for.</summary>
internal sealed class StackContexts
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    private StackContexts()
    {
    }

    /// <summary>There are none.</summary>
    public static StackContexts None { get; } = new();

    /// <summary>Folders of this machine, absolute.</summary>
    public IReadOnlyDictionary<string, string> Folders => _folders;

    /// <summary>Images, also those that the stack builds.</summary>
    public IReadOnlyDictionary<string, string> Images => _images;

    /// <summary>What the engine fetches itself.</summary>
    public IReadOnlyDictionary<string, string> Addresses => _addresses;

    /// <summary>Reads them.</summary>
    /// <param name="build">The build.</param>
    /// <param name="service">The service that it belongs to, for messages.</param>
    /// <param name="compose">Where services are found that contexts name.</param>
    /// <param name="problems">Takes what no builder can be given.</param>
    public static StackContexts Of(ComposeBuild build, string service, ComposeProject compose, List<Problem> problems)
    {
        var contexts = new StackContexts();
        foreach (var (name, written) in build.AdditionalContexts)
        {
            var location = ContextLocation.Of(written);
            switch (location.Kind)
            {
                case ContextLocationKind.Folder when Directory.Exists(written):
                    contexts._folders[name] = written;
                    break;
                case ContextLocationKind.Image:
                    contexts._images[name] = location.Address;
                    break;
                case ContextLocationKind.Git or ContextLocationKind.Address:
                    contexts._addresses[name] = written;
                    break;
                case ContextLocationKind.Target when compose.Services.TryGetValue(location.Address, out var other):
                    contexts._images[name] = StackImages.ReferenceOf(other, compose);
                    break;
                default:
                    problems.Add(StackProblems.NoContext(build, service, name, written));
                    break;
            }
        }

        return contexts;
    }
}
