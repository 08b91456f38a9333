namespace Slipway.GitHub.Workflows;

/// <summary>The actions that workflows use: by commit, as tags can be moved.</summary>
/// <remarks>How they are updated is told in docs/reference/github.md.</remarks>
internal static class ActionPins
{
    public static readonly ActionPin Checkout = new("actions/checkout", "08c6903cd8c0fde910a37f88322edcfb5dd907a8", "v5.0.0");

    public static readonly ActionPin SetupDotNet = new("actions/setup-dotnet", "67a3573c9a986a3f9c594539f4ab511d57bb3ce9", "v4.3.1");

    public static readonly ActionPin Cache = new("actions/cache", "0057852bfaa89a56745cba8c7296529d2fc39830", "v4.3.0");

    public static readonly ActionPin Upload = new("actions/upload-artifact", "ea165f8d65b6e75b540449e92b4886f43607fa02", "v4.6.2");

    public static readonly ActionPin Download = new("actions/download-artifact", "634f93cb2916e3fdff6788551b99b062d0335ce0", "v5.0.0");
}
