using System.Runtime.InteropServices;

namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>Accepts Kerberos clients of one realm with the keys of a keytab, which belongs to the process as a whole (libgssapi keeps one).</summary>
public sealed partial class KerberosAcceptor : IDisposable
{
    private const string Library = "libgssapi_krb5.so.2";

    private readonly KerberosThreads _threads = new();
    private readonly Func<IKerberosContext> _newContext;

    /// <summary>Accepts users of <paramref name="realm"/>; <paramref name="keytab"/> null is the one that krb5.conf or KRB5_KTNAME name.</summary>
    public KerberosAcceptor(string realm, string? keytab)
        : this(realm, () => new NegotiateContext())
    {
        IsReady = NativeLibrary.TryLoad(Library, out _) && (keytab is null || RegisterAcceptorIdentity(keytab) == 0);
    }

    internal KerberosAcceptor(string realm, Func<IKerberosContext> newContext)
    {
        Realm = realm;
        _newContext = newContext;
        IsReady = true;
    }

    /// <summary>The realm whose users log in without it.</summary>
    public string Realm { get; }

    /// <summary>False when the machine has no libgssapi_krb5: then GSSAPI is not offered.</summary>
    public bool IsReady { get; }

    /// <inheritdoc/>
    public void Dispose() => _threads.Dispose();

    internal GssapiExchange Start() => new(_newContext, _threads, Realm);

    // <gssapi/gssapi_krb5.h>: takes the place of KRB5_KTNAME, which a running process cannot change safely.
    [LibraryImport(Library, EntryPoint = "krb5_gss_register_acceptor_identity", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint RegisterAcceptorIdentity(string keytab);
}
