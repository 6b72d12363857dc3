using System.Runtime.InteropServices;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>Accepts Kerberos clients of one realm with the keys of a keytab, which belongs to the process as a whole (libgssapi keeps one).</summary>
public sealed partial class KerberosAcceptor : IDisposable
{
    private const string Library = "libgssapi_krb5.so.2";

    private readonly KerberosThreads _threads;
    private readonly Func<IKerberosContext> _newContext;
    private readonly Func<string?> _findTrouble;
    private readonly ILogger _logger;
    private string? _trouble;

    /// <summary>Accepts users of <paramref name="realm"/>; <paramref name="keytab"/> null is the one that krb5.conf or KRB5_KTNAME name.</summary>
    public KerberosAcceptor(string realm, string? keytab, TimeProvider time, ILogger<KerberosAcceptor> logger)
        : this(realm, () => new NegotiateContext(), () => FindTrouble(keytab), time, logger)
    {
    }

    internal KerberosAcceptor(string realm, Func<IKerberosContext> newContext, Func<string?> findTrouble, TimeProvider time, ILogger logger)
    {
        Realm = realm;
        _newContext = newContext;
        _findTrouble = findTrouble;
        _logger = logger;
        _threads = new KerberosThreads(realm, time, logger);
        Look();
    }

    /// <summary>The realm whose users log in without it.</summary>
    public string Realm { get; }

    /// <summary>False when the machine has no libgssapi_krb5 or no keytab that can be read: then GSSAPI is not offered.</summary>
    public bool IsReady => Trouble is null;

    /// <summary>Why not, in words for the log; null when ready.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>The line before the library in numbers.</summary>
    public GroupSnapshot TakeSnapshot() => _threads.TakeSnapshot();

    /// <summary>Looks for library and keytab again, and says in the log what stands against GSSAPI. At start and reload; reads files.</summary>
    public void Look()
    {
        var trouble = _findTrouble();
        Volatile.Write(ref _trouble, trouble);
        if (trouble is not null)
        {
            Log.GssapiNotOffered(_logger, trouble);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _threads.Dispose();

    internal GssapiExchange Start(Func<string, LoginClass> classOf) => new(_newContext, _threads, Realm, classOf);

    private static string? FindTrouble(string? keytab)
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            return $"{Library} is not installed";
        }

        return KeytabFile.Trouble(keytab) ?? (keytab is not null && RegisterAcceptorIdentity(keytab) != 0 ? $"libgssapi does not take {keytab}" : null);
    }

    // <gssapi/gssapi_krb5.h>: takes the place of KRB5_KTNAME, which a running process cannot change safely.
    [LibraryImport(Library, EntryPoint = "krb5_gss_register_acceptor_identity", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint RegisterAcceptorIdentity(string keytab);
}
