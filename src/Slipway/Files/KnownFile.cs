namespace Slipway.Files;

/// <summary>A file whose content was hashed.</summary>
/// <param name="Name">Its name in its folder.</param>
/// <param name="Stamp">What the system said of it, before and after it was read.</param>
/// <param name="Hash">The hash of its content; of a link, of its text.</param>
internal readonly record struct KnownFile(string Name, FileStamp Stamp, ContentHash Hash);
