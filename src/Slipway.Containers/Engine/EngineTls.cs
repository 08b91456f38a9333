namespace Slipway.Containers.Engine;

/// <summary>The files of a TLS connection to an engine, in PEM format.</summary>
/// <param name="AuthorityFile">The certificate of the authority that signed the engine's; the system's authorities where it does not exist.</param>
/// <param name="CertificateFile">This client's certificate; none is shown where it does not exist.</param>
/// <param name="KeyFile">The key of this client's certificate.</param>
/// <param name="Verify">Whether the engine's certificate is checked. Only a context that says so turns it off.</param>
public sealed record EngineTls(string AuthorityFile, string CertificateFile, string KeyFile, bool Verify = true);
