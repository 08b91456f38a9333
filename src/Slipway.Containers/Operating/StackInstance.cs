using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Operating;

/// <summary>A stack as it is on an engine: known by its labels even where its files cannot be read.</summary>
public sealed class StackInstance
{
    private const string WorkingFolder = "com.docker.compose.project.working_dir";

    private StackInstance(EngineClient engine, string name, string project, ContainerStack? stack, ProblemException? damage) =>
        (Engine, Name, Project, Stack, Damage) = (engine, name, project, stack, damage);

    /// <summary>The engine.</summary>
    public EngineClient Engine { get; }

    /// <summary>The name of the stack's folder.</summary>
    public string Name { get; }

    /// <summary>The compose project.</summary>
    public string Project { get; }

    /// <summary>What the files say; <see langword="null"/> where they cannot be read.</summary>
    public ContainerStack? Stack { get; }

    /// <summary>Why they cannot be read; <see langword="null"/> where they can.</summary>
    public ProblemException? Damage { get; }

    /// <summary>Finds a stack: by its files, else by the containers that were started from its folder, else by the folder's name.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="folder">The stack's folder.</param>
    /// <param name="load">Reads its files.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<StackInstance> FindAsync(EngineClient engine, string folder, Func<ContainerStack> load, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar));
        try
        {
            var stack = load();
            return new StackInstance(engine, stack.Name, stack.Compose.Name, stack, null);
        }
        catch (ProblemException e)
        {
            var containers = await engine.PingAsync(cancellationToken) is null ? [] : await engine.ListContainersAsync([$"{WorkingFolder}={folder}"], cancellationToken: cancellationToken);
            var project = containers.Select(container => container.Labels.GetValueOrDefault(ComposeLabels.Project)).FirstOrDefault(project => project is not null);
            return new StackInstance(engine, name, project ?? ProjectNames.Normalised(name), null, e);
        }
    }

    /// <summary>The services that the files name and that have containers, of whatever profile.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellationToken) =>
    [
        .. (await ContainersAsync(cancellationToken)).Select(container => container.Labels.GetValueOrDefault(ComposeLabels.Service, ""))
            .Concat(Stack?.Compose.Services.Keys ?? []).Where(service => service.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The project's containers, by name.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<ContainerSummary>> ContainersAsync(CancellationToken cancellationToken) =>
        [.. (await Engine.ListContainersAsync([$"{ComposeLabels.Project}={Project}"], cancellationToken: cancellationToken)).OrderBy(container => container.Name, StringComparer.Ordinal)];
}
