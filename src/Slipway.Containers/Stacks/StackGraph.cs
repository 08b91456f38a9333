using Slipway.Containers.Compose;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Stacks;

/// <summary>A stack's services, images and stages, and what each needs.</summary>
public sealed class StackGraph
{
    private readonly Dictionary<string, StackNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<StackEdge> _edges = [];

    private StackGraph()
    {
    }

    /// <summary>The nodes: images with their stages first, then services.</summary>
    public IReadOnlyList<StackNode> Nodes => [.. _nodes.Values];

    /// <summary>The edges, each once.</summary>
    public IReadOnlyList<StackEdge> Edges => [.. _edges.Distinct()];

    /// <summary>The graph of <paramref name="stack"/>.</summary>
    /// <param name="stack">The stack.</param>
    public static StackGraph Of(ContainerStack stack)
    {
        var graph = new StackGraph();
        foreach (var image in stack.Images)
            graph.Add(image, stack);
        foreach (var service in stack.Compose.ActiveServices)
            graph.Add(service, stack);
        return graph;
    }

    /// <summary>The graph as JSON: <c>{nodes: [{id, kind, name}], edges: [{from, to, kind}]}</c>.</summary>
    public string ToJson() => StackGraphText.Json(this);

    /// <summary>The graph as a Mermaid flow chart.</summary>
    public string ToMermaid() => StackGraphText.Mermaid(this);

    /// <summary>The graph as one page of HTML that needs nothing else.</summary>
    public string ToHtml() => StackGraphHtml.Of(this);

    private void Add(Image image, ContainerStack stack)
    {
        var node = Node(StackNodeKind.Image, image.Name, image.Reference);
        if (!image.HasDockerfile)
        {
            // Its stages are not known here.
            var address = RemoteSources.Shown(image.Build.Context);
            _edges.Add(new StackEdge(Node(StackNodeKind.Base, address, address), node, "context"));
            return;
        }

        var target = image.Dockerfile.Resolve(image.Options);
        foreach (var stage in target.Stages)
        {
            var id = StageNode(image, stage.Stage);
            if (stage.BaseImage is not null)
                _edges.Add(new StackEdge(ImageNode(stage.BaseImage.Original, stack), id, "from"));
        }

        foreach (var edge in target.Edges)
            _edges.Add(new StackEdge(StageNode(image, edge.From), StageNode(image, edge.To), edge.Kind == StageEdgeKind.Base ? "from" : edge.Kind.ToString().ToLowerInvariant()));
        foreach (var outside in target.ExternalImages.Where(outside => target.Stages.All(stage => stage.BaseImage != outside.Image)))
            _edges.Add(new StackEdge(ImageNode(outside.Image.Original, stack), StageNode(image, Owner(target, outside.Place)), "copy"));
        _edges.Add(new StackEdge(StageNode(image, target.Final.Stage), node, "final"));
    }

    private void Add(ComposeService service, ContainerStack stack)
    {
        var id = Node(StackNodeKind.Service, service.Name, service.Name);
        _edges.Add(new StackEdge(ImageNode(StackImages.ReferenceOf(service, stack.Compose), stack), id, "runs"));
        foreach (var dependency in service.DependsOn)
            _edges.Add(new StackEdge($"service:{dependency.Service}", id, dependency.Condition.ToString().ToLowerInvariant()));
    }

    private string ImageNode(string reference, ContainerStack stack) => stack.Images.FirstOrDefault(image => IsSame(image.Reference, reference)) is { } own
        ? Node(StackNodeKind.Image, own.Name, own.Reference)
        : Node(StackNodeKind.Base, reference, reference);

    private static bool IsSame(string left, string right) =>
        left == right || (ImageReference.TryParse(left, out var one) && ImageReference.TryParse(right, out var other) && one == other);

    private string StageNode(Image image, DockerfileStage stage) => Node(StackNodeKind.Stage, $"{image.Name}/{stage.Name ?? $"{stage.Index}"}", stage.DisplayName);

    private string Node(StackNodeKind kind, string key, string name)
    {
        var id = $"{kind.ToString().ToLowerInvariant()}:{key}";
        _nodes.TryAdd(id, new StackNode(id, kind, name));
        return id;
    }

    private static DockerfileStage Owner(DockerfileTarget target, Place place) =>
        target.Stages.Last(stage => stage.Stage.Place.Line <= place.Line).Stage;
}
