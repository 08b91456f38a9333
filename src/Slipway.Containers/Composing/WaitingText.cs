using System.Globalization;

namespace Slipway.Containers.Composing;

/// <summary>What a gate still waits for, in a line.</summary>
internal static class WaitingText
{
    public static string Of(IReadOnlyList<ServiceHealth> states, TimeSpan elapsed, TimeSpan deadline)
    {
        var open = states.Where(state => state.State is not ServiceHealthState.Ready).Select(state => $"{state.Service} ({state.Detail})");
        return string.Create(CultureInfo.InvariantCulture, $"waiting for {elapsed.TotalSeconds:0} s of {deadline.TotalSeconds:0} s: {string.Join("; ", open)}");
    }
}
