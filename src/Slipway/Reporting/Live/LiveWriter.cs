using System.Text;

namespace Slipway.Reporting.Live;

/// <summary>Lets a reporter print above the live view, whole lines at a time.</summary>
internal sealed class LiveWriter(LiveView view, TextWriter output) : TextWriter
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => view.Print(value.ToString());

    public override void Write(string? value) => view.Print(value ?? "");

    public override void WriteLine(string? value) => view.Print(value + NewLine);

    public override void WriteLine() => view.Print(NewLine);
}
