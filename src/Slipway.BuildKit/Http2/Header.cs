namespace Slipway.BuildKit.Http2;

/// <summary>A name and a value; each character stands for one byte.</summary>
internal readonly record struct Header(string Name, string Value);
