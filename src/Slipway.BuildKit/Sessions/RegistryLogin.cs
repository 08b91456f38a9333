namespace Slipway.BuildKit;

/// <summary>Who we are to a registry.</summary>
/// <param name="User">The user name; empty where <paramref name="Secret"/> is an identity token.</param>
/// <param name="Secret">The password, or an identity token. It goes to the builder only, and only when it asks.</param>
public sealed record RegistryLogin(string User, string Secret)
{
    /// <summary>The user; never the secret.</summary>
    public override string ToString() => User.Length == 0 ? "an identity token" : $"user {User}";
}
