namespace Slipway.Containers.Compose;

/// <summary>Knows below which shapes something is to be done: walks over trees leave the rest out.</summary>
/// <param name="asks">Whether a shape itself asks for it.</param>
internal sealed class ShapesWith(Func<Shape, bool> asks)
{
    private readonly Dictionary<Shape, bool> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether <paramref name="shape"/>, or one below it, asks for it.</summary>
    /// <param name="shape">A shape; nothing is known, and nothing to be done, where there is none.</param>
    public bool Contain([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] Shape? shape)
    {
        if (shape is null)
            return false;
        if (!_known.TryGetValue(shape, out var found))
            _known[shape] = found = asks(shape) || Contain(shape.Items) || Contain(shape.Values) || shape.Fields?.Values.Any(Contain) == true;
        return found;
    }
}
