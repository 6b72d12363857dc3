using System.Buffers;
using System.Text.Json;
using MailFront.Authentication.Checkers;

namespace MailFront.Authentication.Policy;

/// <summary>
/// The JSON objects of the auth-policy protocol with the attributes of Dovecot's default template and weakforced's <c>tls</c>, in Dovecot's order.
/// </summary>
internal static class PolicyMessage
{
    private const int UsualBytes = 512;

    /// <summary>Body of <c>command=allow</c>.</summary>
    public static byte[] Allow(PasswordQuestion question, string passwordHash)
    {
        var output = new ArrayBufferWriter<byte>(UsualBytes);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        WriteLogin(writer, question, passwordHash, failType: string.Empty);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Body of <c>command=report</c>.</summary>
    public static byte[] Report(PasswordQuestion question, string passwordHash, bool isAccepted, bool isPolicyReject)
    {
        var output = new ArrayBufferWriter<byte>(UsualBytes);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        WriteLogin(writer, question, passwordHash, isAccepted ? string.Empty : isPolicyReject ? "policy" : "credentials");
        writer.WriteBoolean("success", isAccepted);
        writer.WriteBoolean("policy_reject", isPolicyReject);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void WriteLogin(Utf8JsonWriter writer, PasswordQuestion question, string passwordHash, string failType)
    {
        writer.WriteString("device_id", question.Device ?? string.Empty);
        writer.WriteString("fail_type", failType);
        writer.WriteString("login", question.User);
        writer.WriteString("protocol", ServiceName.Protocol(question.Service));
        writer.WriteString("pwhash", passwordHash);
        writer.WriteString("remote", AddressText.Of(question.Source));
        writer.WriteString("session_id", question.SessionId);
        writer.WriteBoolean("tls", question.IsSecure);
    }
}
