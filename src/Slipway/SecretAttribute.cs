namespace Slipway;

/// <summary>Marks a parameter whose value must not be given on the command line, where other processes see it.</summary>
/// <remarks>Such a parameter is read from the environment or from the file that <c>--name-file</c> names.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SecretAttribute : Attribute;
