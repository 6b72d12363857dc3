using System.Buffers;
using System.Net.Sockets;
using System.Text;
using MailFront.Protocol.Saslauthd;

namespace MailFront.Authentication.Checkers;

/// <summary>
/// Asks saslauthd over its unix socket (cyrus-sasl <c>lib/checkpw.c:saslauthd_verify_password</c>), with the four strings of releases up to 2.1.28, or five.
/// Unlike libsasl it gives up when told to, and tells the daemon's own trouble from a wrong password where the daemon says so.
/// </summary>
public sealed class SaslauthdChecker : IPasswordChecker
{
    // What cyrus-sasl 2.1.28 says with NO when it could not ask: saslauthd-main.c, auth_rimap.c and auth_httpform.c (all "[ALERT]"), auth_krb5.c,
    // auth_pam.c, auth_getpwent.c and auth_shadow.c.
    private static byte[][] TroubleSigns { get; } =
    [
        [.. "[ALERT]"u8],
        [.. "internal error"u8],
        [.. "internal mechanism failure"u8],
        [.. "PAM start error"u8],
        [.. "lookup failure"u8],
        [.. "Insufficient permission"u8],
    ];

    private readonly UnixDomainSocketEndPoint _endPoint;
    private readonly TimeProvider _time;

    /// <summary>A checker for the socket at <paramref name="path"/> (see <see cref="SaslauthdPath.Resolve"/>; at most 107 octets, as sun_path has room for).</summary>
    public SaslauthdChecker(string path, TimeProvider time)
    {
        _endPoint = new UnixDomainSocketEndPoint(path);
        _time = time;
    }

    /// <inheritdoc/>
    public string Name => "saslauthd";

    /// <summary>Whether the daemon reads the client's address as a fifth string (<see cref="SaslauthdRequest"/>). Default false.</summary>
    public bool TellsClientAddress { get; init; }

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        byte[] request = ArrayPool<byte>.Shared.Rent(SaslauthdRequest.MaxBytes);
        byte[] reply = ArrayPool<byte>.Shared.Rent(SaslauthdReply.MaxBytes);
        try
        {
            if (!TryWrite(question, request, out int length))
            {
                return new CheckOutcome(CheckVerdict.Wrong, "not a login saslauthd can be asked about");
            }

            using SaslauthdConnection connection = await SaslauthdConnection.OpenAsync(_endPoint, _time, cancellationToken);
            int received = await connection.AskAsync(request.AsMemory(0, length), reply.AsMemory(0, SaslauthdReply.MaxBytes), cancellationToken);
            return Judge(SaslauthdReply.Parse(reply.AsSpan(0, received)));
        }
        catch (SocketException failure)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, $"saslauthd cannot be reached: {failure.SocketErrorCode}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(request, clearArray: true);
            ArrayPool<byte>.Shared.Return(reply);
        }
    }

    // libsasl cuts the login at the last '@'; without one the realm is empty.
    private bool TryWrite(PasswordQuestion question, Span<byte> request, out int length)
    {
        ReadOnlySpan<byte> user = Encoding.UTF8.GetBytes(question.User);
        int at = user.LastIndexOf((byte)'@');
        ReadOnlySpan<byte> login = at < 0 ? user : user[..at];
        ReadOnlySpan<byte> realm = at < 0 ? default : user[(at + 1)..];
        ReadOnlySpan<byte> service = Encoding.UTF8.GetBytes(question.Service);
        return TellsClientAddress
            ? SaslauthdRequest.TryWriteWithClient(
                request, login, question.Password.Bytes, service, realm, Encoding.ASCII.GetBytes(AddressText.Of(question.Source)), out length)
            : SaslauthdRequest.TryWrite(request, login, question.Password.Bytes, service, realm, out length);
    }

    private static CheckOutcome Judge(SaslauthdReply reply) => reply.Status switch
    {
        SaslauthdReplyStatus.Ok => new CheckOutcome(CheckVerdict.Accepted, null),
        SaslauthdReplyStatus.No when IsTrouble(reply.Text) => new CheckOutcome(CheckVerdict.Unavailable, "saslauthd reports a failure of its own"),
        SaslauthdReplyStatus.No => new CheckOutcome(CheckVerdict.Wrong, "saslauthd says no"),
        SaslauthdReplyStatus.NeedMore => new CheckOutcome(CheckVerdict.Unavailable, "saslauthd closed without an answer"),
        _ => new CheckOutcome(CheckVerdict.Unavailable, "saslauthd answered with garbage"),
    };

    private static bool IsTrouble(ReadOnlySpan<byte> text)
    {
        foreach (byte[] sign in TroubleSigns)
        {
            if (text.IndexOf(sign) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
