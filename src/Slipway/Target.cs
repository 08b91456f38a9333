namespace Slipway;

/// <summary>A target: something the build can be asked to do.</summary>
/// <remarks>
/// Written as a property: <c>Target Test => _ => _.DependsOn(Compile).Executes(…)</c>. The property is the
/// target's identity and its name; the delegate only describes it and may be called any number of times.
/// </remarks>
/// <param name="definition">An empty definition.</param>
/// <returns><paramref name="definition"/>, described.</returns>
public delegate TargetDefinition Target(TargetDefinition definition);

/// <summary>A target that runs once per item and gives a result for each.</summary>
/// <remarks>Each item becomes a node of its own, named <c>Target:item</c> after the item's <see cref="object.ToString"/>.</remarks>
/// <typeparam name="TItem">What the target runs for, such as an image.</typeparam>
/// <typeparam name="TResult">What dependents read with <see cref="RunContext.ResultOf{TItem, TResult}"/>.</typeparam>
/// <param name="definition">An empty definition.</param>
/// <returns><paramref name="definition"/>, described.</returns>
public delegate TargetDefinition<TItem, TResult> Target<TItem, TResult>(TargetDefinition<TItem, TResult> definition)
    where TItem : notnull;
