namespace MailFront.Protocol.Sasl;

/// <summary>Content of a PLAIN message (RFC 4616 §2). The holder disposes it, which wipes the password.</summary>
public sealed class SaslPlainMessage : IDisposable
{
    /// <summary>Takes over <paramref name="password"/>.</summary>
    internal SaslPlainMessage(string authzid, string authcid, Secret password)
    {
        Authzid = authzid;
        Authcid = authcid;
        Password = password;
    }

    /// <summary>Whom to act as; empty when it follows from <see cref="Authcid"/>. No control characters.</summary>
    public string Authzid { get; }

    /// <summary>Whose password it is. Not empty, no control characters.</summary>
    public string Authcid { get; }

    /// <summary>The password: not empty, UTF-8, no NUL.</summary>
    public Secret Password { get; }

    /// <inheritdoc/>
    public void Dispose() => Password.Dispose();
}
