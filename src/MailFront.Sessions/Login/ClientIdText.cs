using MailFront.Protocol;
using MailFront.Protocol.Imap;

namespace MailFront.Sessions.Login;

/// <summary>What client and server tell of themselves with ID (RFC 2971).</summary>
internal static class ClientIdText
{
    /// <summary>The client's pairs for the log, escaped and cut.</summary>
    public static string Of(IReadOnlyList<ImapIdField> fields) =>
        string.Join(' ', fields.Select(field => $"\"{LoggableText.From(field.Name)}\" {(field.Value is null ? "NIL" : $"\"{LoggableText.From(field.Value)}\"")}"));

    /// <summary>Our untagged ID response, as much as <c>serverinfo</c> and <c>imapidresponse</c> allow.</summary>
    public static string Ours(ServiceSettings settings)
    {
        var identity = settings.Identity;
        if (!settings.Login.ImapIdResponse || identity.Disclosure == ServerDisclosure.Off)
        {
            return "* ID NIL";
        }

        var version = identity.Disclosure == ServerDisclosure.On ? $" \"version\" \"{identity.Version}\"" : string.Empty;
        return $"* ID (\"name\" \"{ServerIdentity.ProductName}\"{version})";
    }
}
