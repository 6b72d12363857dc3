using MailFront.Protocol;
using MailFront.Protocol.Ldap;
using MailFront.Transport.Outbound;
using MailFront.Transport.Tls;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>Opens connections to one server: connect, TLS as configured, and the bind of the account that searches, if there is one.</summary>
/// <param name="server">Where.</param>
/// <param name="connector">Dials.</param>
/// <param name="name">Who binds at once; null for nobody.</param>
/// <param name="password">That account's password.</param>
internal sealed class LdapOpener(LdapServer server, OutboundConnector connector, string? name, Secret? password)
{
    // One object for all connections: its files are read once.
    private readonly TlsClientPolicy? _tls = server.TlsPolicy();

    /// <summary>Opens one; throws only when <paramref name="cancellationToken"/> is cancelled, with nothing left open.</summary>
    public async ValueTask<LdapOpening> OpenAsync(CancellationToken cancellationToken)
    {
        ConnectOutcome dialled = await connector.ConnectAsync(server.Uri.Host, server.Uri.Port, server.ConnectTimeout, cancellationToken);
        if (dialled.Channel is not { } channel)
        {
            return new LdapOpening(null, dialled.Detail ?? dialled.Status.ToString());
        }

        var connection = new LdapConnection(channel);
        bool isOpened = false;
        try
        {
            string? trouble;
            await using (cancellationToken.UnsafeRegister(static state => ((LdapConnection)state!).Abort(), connection))
            {
                trouble = await SecureAsync(connection) ?? await BindAsync(connection);
            }

            cancellationToken.ThrowIfCancellationRequested();
            isOpened = trouble is null;
            return new LdapOpening(isOpened ? connection : null, trouble);
        }
        finally
        {
            if (!isOpened)
            {
                await connection.AbandonAsync();
            }
        }
    }

    private async ValueTask<string?> SecureAsync(LdapConnection connection)
    {
        if (_tls is null)
        {
            return null;
        }

        if (!server.Uri.IsSecure)
        {
            LdapAnswer answer = await connection.StartTlsAsync();
            if (answer.Trouble is not null || answer.Code != LdapResultCode.Success)
            {
                return $"StartTLS is refused: {answer.Trouble ?? LdapVerdicts.Describe(answer.Code)}";
            }
        }

        // Bytes that came behind the answer are not protected: the transport refuses the handshake then.
        TlsUpgradeOutcome secured = await connection.Channel.SecureAsClientAsync(_tls);
        return secured.Status == TlsUpgradeStatus.Secured ? null : $"TLS failed: {secured.Detail ?? secured.Status.ToString()}";
    }

    private async ValueTask<string?> BindAsync(LdapConnection connection)
    {
        if (name is null || password is null)
        {
            return null;
        }

        LdapAnswer answer = await connection.BindAsync(name, password);
        return answer.Trouble is null && answer.Code == LdapResultCode.Success
            ? null
            : $"mailfront_ldap_search_dn cannot log in: {answer.Trouble ?? LdapVerdicts.Describe(answer.Code)}";
    }
}
