using System.Security.Cryptography;
using MailFront.Protocol;
using MailFront.Protocol.Ldap;
using MailFront.Transport;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>
/// One connection to an LDAP server, with one request under way at a time. Its waits end by an answer, by the server's end, or by
/// <see cref="Abort"/>, which may come from any thread. What the server does wrong is an answer too: see <see cref="LdapAnswer.Trouble"/>.
/// </summary>
internal sealed class LdapConnection(Channel channel)
{
    // A result with its diagnostic text or an entry without attributes is far below.
    private const int MaxMessageBytes = 64 * 1024;

    // One entry decides; a second one says that the filter does not.
    private const int MostEntries = 2;

    // References to other servers may come with a result; a flood of them is a fault.
    private const int MostMessages = 100;

    private int _lastId;

    /// <summary>The channel below, for the TLS handshake.</summary>
    public Channel Channel => channel;

    /// <summary>Binds: makes the server compare a password. Whoever was bound before is so no more, whatever the answer.</summary>
    public async ValueTask<LdapAnswer> BindAsync(string name, Secret password)
    {
        if (name.Length == 0 || password.Length == 0)
        {
            throw new ArgumentException("A bind without a name or without a password succeeds and proves nothing (RFC 4513 §5.1.2).");
        }

        byte[] request = LdapMessageWriter.Bind(++_lastId, name, password.Bytes);
        try
        {
            return await AskAsync(request, LdapOperation.BindResponse);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(request);
        }
    }

    /// <summary>Asks for TLS (RFC 4511 §4.14); after success the handshake is the next thing to do.</summary>
    public ValueTask<LdapAnswer> StartTlsAsync() => AskAsync(LdapMessageWriter.StartTls(++_lastId), LdapOperation.ExtendedResponse);

    /// <summary>Searches for one entry's name.</summary>
    public ValueTask<LdapAnswer> SearchAsync(string searchBase, LdapScope scope, LdapFilter filter, LdapUser user, int timeLimitSeconds)
    {
        var search = new LdapSearch(searchBase, scope, filter, user, MostEntries, timeLimitSeconds);
        return AskAsync(LdapMessageWriter.Search(++_lastId, search), LdapOperation.SearchResultDone);
    }

    /// <summary>Ends all waits; the connection is of no more use.</summary>
    public void Abort() => channel.Abort();

    /// <summary>Gives the connection up in the middle of something.</summary>
    public async ValueTask AbandonAsync()
    {
        channel.Abort();
        await channel.DisposeAsync();
    }

    /// <summary>Takes leave, as a server expects it (RFC 4511 §4.3).</summary>
    public async ValueTask CloseAsync()
    {
        await channel.WriteAsync(LdapMessageWriter.Unbind(++_lastId));
        await channel.CloseAsync();
        await channel.DisposeAsync();
    }

    private async ValueTask<LdapAnswer> AskAsync(byte[] request, LdapOperation answer)
    {
        // What lies here unasked is a notice of disconnection, or the server is confused: it must not be taken for an answer.
        if (!channel.Unread.IsEmpty || !await channel.WriteAsync(request))
        {
            return LdapAnswer.Failed("the connection was closed by the server");
        }

        List<string> entries = [];
        for (int messages = 0; messages < MostMessages; messages++)
        {
            (LdapMessage? message, string? trouble) = await ReadAsync();
            if (message is null)
            {
                return LdapAnswer.Failed(trouble ?? string.Empty);
            }

            if (message.Id != _lastId)
            {
                return LdapAnswer.Failed(message.Id == 0 ? "the server announced that it disconnects" : "the server answered what was not asked");
            }

            if (message.Operation == answer)
            {
                return new LdapAnswer(message.Code, message.Diagnostic, entries, null);
            }

            bool isOfSearch = message.Operation is LdapOperation.SearchResultEntry or LdapOperation.SearchResultReference;
            if (answer != LdapOperation.SearchResultDone || !isOfSearch || entries.Count > MostEntries)
            {
                return LdapAnswer.Failed("the server answered what was not asked");
            }

            if (message.Operation == LdapOperation.SearchResultEntry)
            {
                entries.Add(message.EntryName);
            }
        }

        return LdapAnswer.Failed("the server's answer does not end");
    }

    private async ValueTask<(LdapMessage? Message, string? Trouble)> ReadAsync()
    {
        while (true)
        {
            LdapFrame frame = LdapFramer.Find(channel.Unread.Span, MaxMessageBytes);
            if (frame.Status == LdapFrameStatus.Complete)
            {
                bool isMessage = LdapMessageParser.TryParse(channel.Unread[..frame.Length], out LdapMessage? message);
                channel.Consume(frame.Length);
                return isMessage ? (message, null) : (null, "the server does not speak LDAP");
            }

            if (frame.Status != LdapFrameStatus.Incomplete)
            {
                return (null, frame.Status == LdapFrameStatus.TooLong ? "the server's answer is too long" : "the server does not speak LDAP");
            }

            if (await channel.ReadMoreAsync(MaxMessageBytes) != ReadStatus.Data)
            {
                return (null, "the connection was closed by the server");
            }
        }
    }
}
