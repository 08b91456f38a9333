namespace Slipway.Containers.Linting;

/// <summary>Looks for places that break one rule.</summary>
internal interface ILintCheck
{
    LintRule Rule { get; }

    /// <summary>The places, and what is wrong at each.</summary>
    IEnumerable<(Place Place, string Message)> Examine(LintSubject subject);
}
