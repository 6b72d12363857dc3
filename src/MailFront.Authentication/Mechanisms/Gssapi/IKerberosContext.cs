namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>The acceptor's side of one GSS-API context (RFC 2743). Each call may take a few milliseconds and a file or two.</summary>
internal interface IKerberosContext : IDisposable
{
    /// <summary>Takes the client's token.</summary>
    ContextStep Accept(byte[] token);

    /// <summary>The client's principal, once the context is complete.</summary>
    string? Principal { get; }

    /// <summary>Protects a message against change, without hiding it. Null when the context cannot.</summary>
    byte[]? Wrap(byte[] message);

    /// <summary>Takes the protection off. Null when the message was changed.</summary>
    byte[]? Unwrap(byte[] message);
}
