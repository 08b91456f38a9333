using Slipway.Parameters;

namespace Slipway;

/// <summary>A parameter of a build, as others see it.</summary>
public sealed class ParameterDescription
{
    private readonly Parameter _parameter;

    internal ParameterDescription(Parameter parameter) => _parameter = parameter;

    /// <summary>The name that people use.</summary>
    public string Name => _parameter.Name;

    /// <summary>The option, such as <c>registry-user</c> for <c>RegistryUser</c>.</summary>
    public string Option => _parameter.Option;

    /// <summary>The member of the build or of the component that asks for it.</summary>
    public string Member => _parameter.Member;

    /// <summary>The class or the component that declares it.</summary>
    public Type DeclaredBy => _parameter.Declaration.DeclaringType!;

    /// <summary>The environment variable that it is read from.</summary>
    public string EnvironmentVariable => _parameter.EnvironmentVariable;

    /// <summary>Whether its value must appear nowhere.</summary>
    public bool IsSecret => _parameter.IsSecret;

    /// <summary>Whether every run needs it.</summary>
    public bool IsRequired => _parameter.IsRequired;
}
