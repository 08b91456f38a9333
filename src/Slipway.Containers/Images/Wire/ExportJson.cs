using System.Text.Json.Serialization;

namespace Slipway.Containers.Images.Wire;

/// <summary>The JSON in archives of images, read without reflection.</summary>
[JsonSerializable(typeof(ExportWire[]))]
[JsonSerializable(typeof(ImageContent))]
internal sealed partial class ExportJson : JsonSerializerContext;
