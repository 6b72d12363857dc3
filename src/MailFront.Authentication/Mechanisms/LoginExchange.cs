using System.Text;
using MailFront.Protocol;

namespace MailFront.Authentication.Mechanisms;

/// <summary>LOGIN (draft-murchison-sasl-login-00); a client may send the user name as its initial response.</summary>
internal sealed class LoginExchange : ISaslExchange
{
    private const string AskUser = "Username:";
    private const string AskPassword = "Password:";

    private string? _user;

    /// <inheritdoc/>
    public int MaxResponseOctets => PlainExchange.MaxOctets;

    /// <inheritdoc/>
    public SaslStep Begin() => SaslStep.Ask(AskUser);

    /// <inheritdoc/>
    public ValueTask<SaslStep> RespondAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        if (_user is not null)
        {
            return ValueTask.FromResult(SaslStep.Check(MechanismNames.Login, _user, string.Empty, new Secret(response.Span)));
        }

        _user = Encoding.UTF8.GetString(response.Span);
        return ValueTask.FromResult(SaslStep.Ask(AskPassword));
    }

    /// <inheritdoc/>
    public Credential? Abandon() => null;

    /// <inheritdoc/>
    public void Dispose() => _user = null;
}
