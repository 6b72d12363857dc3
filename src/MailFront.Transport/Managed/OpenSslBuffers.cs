using System.Net.Security;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MailFront.Transport.Managed;

/// <summary>
/// Asks OpenSSL to free a connection's record buffers while it idles (SSL_MODE_RELEASE_BUFFERS), which .NET does not:
/// about 44 KB become 24 KB for each idle session. See docs/adr/0003-release-openssl-buffers.md.
/// </summary>
/// <remarks>Reaches a private field of <c>SslStream</c>. Whatever differs from what is expected switches it off for good, and nothing else changes.</remarks>
internal static partial class OpenSslBuffers
{
    // <openssl/ssl.h>
    private const int ControlMode = 33;
    private const nint ModeReleaseBuffers = 0x10;

    private static readonly FieldInfo? _securityContext =
        typeof(SslStream).GetField("_securityContext", BindingFlags.NonPublic | BindingFlags.Instance);

    private static volatile bool _isOff = !OperatingSystem.IsLinux() || _securityContext is null;

    /// <summary>Whether buffers are released; false once an attempt has failed.</summary>
    public static bool IsOn => !_isOff;

    public static void ReleaseWhenIdle(SslStream ssl)
    {
        if (_isOff)
        {
            return;
        }

        try
        {
            // The handle's type is checked by name, since a call on anything but an SSL* would crash the process.
            if (_securityContext!.GetValue(ssl) is SafeHandle { IsInvalid: false, IsClosed: false } handle
                && handle.GetType().Name == "SafeSslHandle")
            {
                var mode = Control(handle, ControlMode, ModeReleaseBuffers, 0);
                _isOff = (mode & ModeReleaseBuffers) == 0;
            }
            else
            {
                _isOff = true;
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or ObjectDisposedException or FieldAccessException)
        {
            _isOff = true;
        }
    }

    // The library .NET itself has loaded at this point.
    [LibraryImport("libssl.so.3", EntryPoint = "SSL_ctrl")]
    private static partial nint Control(SafeHandle ssl, int command, nint argument, nint pointer);
}
