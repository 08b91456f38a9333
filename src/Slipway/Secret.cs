namespace Slipway;

/// <summary>A value that must appear in no argument, log, report, state file or image.</summary>
/// <remarks>Its text form is <c>***</c>; the value itself is had only by <see cref="Reveal"/>.</remarks>
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <param name="value">The value to protect.</param>
    public Secret(string value) => _value = value;

    /// <summary>The value itself, for an environment variable or standard input of a process, or a request header.</summary>
    public string Reveal() => _value;

    /// <summary><c>***</c>, always.</summary>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other._value == _value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);
}
