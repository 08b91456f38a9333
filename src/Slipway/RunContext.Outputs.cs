using Slipway.Execution;

namespace Slipway;

/// <content>What a body learns of the run, and hands on from it.</content>
public sealed partial class RunContext
{
    /// <summary>The nodes that have failed so far, in the order in which they did; for targets that run <c>AssuredAfterFailure</c>.</summary>
    public IReadOnlyList<string> Failed => _events.Failed;

    /// <summary>Hands a value on to what follows in a CI system: an output of the step on GitHub. Nothing happens elsewhere.</summary>
    /// <param name="name">Letters, digits, <c>-</c> and <c>_</c>; the last value given to a name counts.</param>
    /// <param name="value">The value; secrets are masked, so they cannot be handed on.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public void Output(string name, string value)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"An output is named with letters, digits, - and _: '{name}'", nameof(name));
        _events.Emit(new RunEvent.NodeGave(_node, name, _events.Mask.Apply(value)));
    }
}
