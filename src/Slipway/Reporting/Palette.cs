namespace Slipway.Reporting;

/// <summary>Colours for terminals, or none.</summary>
/// <param name="isOn">Whether to colour.</param>
internal sealed class Palette(bool isOn)
{
    public string Good(string text) => Paint("32", text);

    public string Error(string text) => Paint("31", text);

    public string Warning(string text) => Paint("33", text);

    public string Accent(string text) => Paint("36", text);

    public string Faint(string text) => Paint("2", text);

    // SGR sequences of ECMA-48, section 8.3.117: the sixteen colours that every theme defines.
    private string Paint(string code, string text) => isOn && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
