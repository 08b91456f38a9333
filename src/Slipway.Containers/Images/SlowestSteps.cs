using System.Globalization;
using Slipway.Containers.Building;
using Slipway.Reports;

namespace Slipway.Containers.Images;

/// <summary>Where the time of an image's build went: for the report of the run.</summary>
/// <param name="image">The image.</param>
internal sealed class SlowestSteps(string image)
{
    private const int Shown = 5;

    private static readonly TimeSpan WorthTelling = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, TimeSpan> _steps = new(StringComparer.Ordinal);

    public void Note(BuildProgress progress)
    {
        // A step that failed took its time as well.
        if (progress.Kind is BuildProgressKind.Completed or BuildProgressKind.Failed && progress.Duration >= WorthTelling)
            _steps[Line.Of(progress.Step.Name)] = progress.Duration;
    }

    /// <summary>The slowest first; <see langword="null"/> where nothing took time.</summary>
    public ReportTable? Table() => _steps.Count == 0 ? null : new ReportTable(
        "Slowest steps",
        [new("Image", IsFilter: true), new("Step", ReportColumnKind.Code), new("Time", ReportColumnKind.Milliseconds)],
        [.. _steps.OrderByDescending(step => step.Value).Take(Shown).Select(step => (IReadOnlyList<string>)[image, step.Key, step.Value.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)])]);
}
