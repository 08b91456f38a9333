namespace Slipway.Containers.Compose;

/// <summary>Where the value of a variable comes from.</summary>
public enum VariableSource
{
    /// <summary>It is not set.</summary>
    Nowhere,

    /// <summary>The environment of the process; it wins over files.</summary>
    Environment,

    /// <summary>The environment file, <c>.env</c>.</summary>
    File,

    /// <summary>Compose itself: <c>COMPOSE_PROJECT_NAME</c>.</summary>
    Compose,
}
