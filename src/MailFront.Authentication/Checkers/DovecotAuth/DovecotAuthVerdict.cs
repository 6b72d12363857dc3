using System.Text;
using System.Text.Unicode;
using MailFront.Protocol.DovecotAuth;

namespace MailFront.Authentication.Checkers.DovecotAuth;

/// <summary>What an answer of Dovecot's auth process means (auth/auth-request-handler.c; codes: login-common/client-common.h of Dovecot 2.3).</summary>
internal static class DovecotAuthVerdict
{
    /// <summary>The verdict of an OK, FAIL or CONT line. A trouble of Dovecot's own is never a wrong password.</summary>
    public static CheckOutcome Of(DovecotAuthReply reply) => reply.Kind switch
    {
        DovecotAuthReplyKind.Accepted => Accepted(reply),
        DovecotAuthReplyKind.Failed => Failed(reply),
        DovecotAuthReplyKind.Continue => new CheckOutcome(CheckVerdict.Unavailable, "Dovecot asked for more after PLAIN's only response"),
        _ => new CheckOutcome(CheckVerdict.Unavailable, "Dovecot answered with garbage"),
    };

    private static CheckOutcome Accepted(DovecotAuthReply reply)
    {
        // A passdb's field: the password is right, and still the user may not log in, unless as a proxied one.
        if (reply.Has("nologin"u8) && !reply.Has("proxy"u8))
        {
            return new CheckOutcome(CheckVerdict.Wrong, "Dovecot does not let the user log in (nologin)");
        }

        if (!reply.TryFind("user"u8, out byte[] user))
        {
            return new CheckOutcome(CheckVerdict.Accepted, null);
        }

        return IsName(user)
            ? new CheckOutcome(CheckVerdict.Accepted, null) { User = Encoding.UTF8.GetString(user) }
            : new CheckOutcome(CheckVerdict.Unavailable, "Dovecot answered with a damaged user name");
    }

    private static CheckOutcome Failed(DovecotAuthReply reply)
    {
        ReadOnlySpan<byte> code = reply.TryFind("code"u8, out byte[] found) ? found : [];
        if (reply.Has("temp"u8) || code.SequenceEqual("temp_fail"u8))
        {
            return new CheckOutcome(CheckVerdict.Unavailable, "Dovecot reports a temporary failure");
        }

        if (reply.Has("user_disabled"u8) || code.SequenceEqual("user_disabled"u8))
        {
            return new CheckOutcome(CheckVerdict.Wrong, "Dovecot says that the user is disabled");
        }

        return reply.Has("pass_expired"u8) || code.SequenceEqual("pass_expired"u8)
            ? new CheckOutcome(CheckVerdict.Wrong, "Dovecot says that the password has expired")
            : new CheckOutcome(CheckVerdict.Wrong, "Dovecot says no");
    }

    private static bool IsName(ReadOnlySpan<byte> user)
    {
        const byte LastControl = 0x1f;
        const byte Delete = 0x7f;
        return !user.IsEmpty && Utf8.IsValid(user) && !user.ContainsAnyInRange((byte)0, LastControl) && !user.Contains(Delete);
    }
}
