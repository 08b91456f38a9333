namespace Slipway.Containers.Composing;

/// <summary>An address that answers when the stack works, as those who use it see it.</summary>
/// <param name="Address">An <c>http</c> or <c>https</c> address; a status below 400 counts as an answer.</param>
/// <param name="Place">Where it is written.</param>
public sealed record HttpProbe(Uri Address, Place Place);
