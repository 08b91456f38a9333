namespace Slipway.Reporting;

/// <summary>What reads the output of a run.</summary>
internal enum HostKind
{
    /// <summary>A file, a pipe, a screen reader, a CI system that shows lines.</summary>
    Plain,

    /// <summary>A person at a terminal that can redraw lines.</summary>
    Terminal,

    /// <summary>The runner of GitHub Actions.</summary>
    GitHub,
}
