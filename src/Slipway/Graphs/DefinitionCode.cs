using System.Runtime.CompilerServices;

namespace Slipway.Graphs;

/// <summary>The code behind a delegate.</summary>
/// <remarks>A class, as code for tables of classes is there already when the process starts; for a structure it would be compiled then.</remarks>
/// <param name="Address">Where it begins. One method has one address, but where the runtime decides otherwise.</param>
/// <param name="Owner">The class of the object that it works on: instances of generic classes share code.</param>
internal sealed record DefinitionCode(nint Address, Type Owner)
{
    private static readonly bool CanRead = TryRead();

    /// <summary>The code of a lambda or method; <see langword="null"/> where it does not say which method it is.</summary>
    public static DefinitionCode? Of(Delegate definition) =>
        // Static methods are called through code that many share.
        CanRead && definition is { HasSingleTarget: true, Target: { } owner } ? new(AddressOf(definition), owner.GetType()) : null;

    // As the compiler would write them, but for code that is there already when the process starts.
    public bool Equals(DefinitionCode? other) => other is not null && Address == other.Address && Owner == other.Owner;

    public override int GetHashCode() => Address.GetHashCode() ^ Owner.GetHashCode();

    private static bool TryRead()
    {
        try
        {
            return AddressOf(TryRead) != 0;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    // What Delegate.Equals compares first. It is no part of what .NET promises, so that a runtime without it is slower, no more.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_methodPtr")]
    private static extern ref nint AddressOf(Delegate definition);
}
