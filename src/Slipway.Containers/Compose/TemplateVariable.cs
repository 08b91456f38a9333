namespace Slipway.Containers.Compose;

/// <summary>A variable in a <see cref="Template"/>.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Operator">What follows the name.</param>
/// <param name="EmptyCounts">Whether an empty value is a value: no colon before the operator.</param>
/// <param name="Word">What follows the operator.</param>
/// <param name="Written">The word as written.</param>
/// <param name="Position">Where the <c>$</c> is in the whole text.</param>
internal sealed record TemplateVariable(
    string Name,
    TemplateOperator Operator,
    bool EmptyCounts,
    Template? Word,
    string Written,
    int Position);
